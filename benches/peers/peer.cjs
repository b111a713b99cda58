// Parses or lints pages with one of the JavaScript parsers of wikitext: peer.cjs NAME PATH…
//
// The same protocol as src/main.rs. Modules are looked up from the folder in PEERS_MODULES.

const fs = require('node:fs');
const path = require('node:path');
const {createRequire} = require('node:module');

// To measure how long a start takes, one pass is enough.
const ENOUGH = process.env.PEERS_ONCE ? 0 : 1500;
const load = createRequire(path.join(process.env.PEERS_MODULES, 'package.json'));

function parser(name) {
  switch (name) {
    case 'wikiparser-node-parse': {
      const Parser = load('wikiparser-node');
      return page => Parser.parse(page);
    }
    case 'wikiparser-node-lint': {
      const Parser = load('wikiparser-node');
      return page => Parser.parse(page).lint();
    }
    case 'wikilint-parse': {
      const Parser = load('wikilint');
      return page => Parser.parse(page);
    }
    case 'wikilint-lint': {
      const Parser = load('wikilint');
      return page => Parser.parse(page).lint();
    }
    case 'wtf_wikipedia': {
      const wtf = load('wtf_wikipedia');
      return page => wtf(page).json();
    }
    default:
      throw new Error(`there is no parser ${name} here`);
  }
}

const [name, ...paths] = process.argv.slice(2);
const files = paths.flatMap(it => fs.statSync(it).isDirectory()
  ? fs.readdirSync(it).filter(file => file.endsWith('.wiki')).sort().map(file => path.join(it, file))
  : [it]);
const pages = files.map(file => fs.readFileSync(file, 'utf8'));
const work = parser(name);
const started = performance.now();
let best = Infinity;
while (best === Infinity || performance.now() - started + best < ENOUGH) {
  const before = performance.now();
  for (const page of pages) {
    work(page);
  }
  best = Math.min(best, performance.now() - before);
}
const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
console.log(JSON.stringify({bytes, seconds: best / 1000, peak: process.resourceUsage().maxRSS}));
