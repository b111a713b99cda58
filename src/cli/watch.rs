//! `citelint check --watch`: lints again what has changed, until somebody ends it.
//!
//! Events only wake it: which pages there are, and which of them have changed, the disk tells, so
//! that renames, editors that write in roundabout ways and lost events make no difference.
//! Deliberately absent: a handler for Ctrl-C, which ends the process as it ends any other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, SystemTime};

use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::Status;
use super::args::{CheckArgs, GlobalArgs};
use super::check::{self, Mode, Run};
use super::configs::{Asked, Configs};
use super::files::{self, Found, Source};
use super::filter::Filter;
use super::outcome::{Done, Outcome};
use super::output::{self, Stream};
use super::sink::Sink;
use crate::report::Diff;

/// How long nothing must have happened before pages are read: editors write in several steps.
const REST: Duration = Duration::from_millis(100);

/// Empties a terminal, with what has been scrolled out of sight.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// How many pages are named that have changed.
const NAMED: usize = 3;

pub(super) fn run(args: &CheckArgs, global: &GlobalArgs) -> Result<Status, String> {
    if args.lint.paths.iter().any(|path| path == Path::new("-")) {
        return Err("`--watch` takes files and folders, not standard input".to_owned());
    }
    let (sender, events) = channel();
    let mut folders = Folders::new(sender)?;
    for path in &args.lint.paths {
        folders.add_root(path)?;
    }
    let pool = check::pool(&args.lint)?;
    let mut watch = Watch { args, global, pool, pages: HashMap::new(), failures: Vec::new() };
    let mut wake = Wake::Start;
    loop {
        match watch.round(&mut folders, wake)? {
            Round::Read => wake = Wake::wait(&events)?,
            Round::Mistaken => {
                // Until the mistake is mended there is nothing to look at.
                while wake != Wake::Settings {
                    wake = Wake::wait(&events)?;
                }
            }
            Round::NobodyReads => return Ok(Status::Clean),
        }
    }
}

/// What came of one look at the disk.
enum Round {
    /// All is reported.
    Read,
    /// The settings cannot be used; messages have said why.
    Mistaken,
    /// The reader of the reports has gone away.
    NobodyReads,
}

/// What is known of the pages.
struct Watch<'a> {
    args: &'a CheckArgs,
    global: &'a GlobalArgs,
    pool: ThreadPool,
    /// What came of each page, by its name, when its file was last so.
    pages: HashMap<String, (Stamp, Result<Done, String>)>,
    /// What could not be looked at.
    failures: Vec<String>,
}

/// What tells one state of a file from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
}

impl Stamp {
    fn of(source: &Source) -> Self {
        let metadata = source.path().and_then(|path| fs::metadata(path).ok());
        let modified = metadata.as_ref().and_then(|it| it.modified().ok());
        Self { modified, len: metadata.map_or(0, |it| it.len()) }
    }
}

impl Watch<'_> {
    /// Lints what has changed, and reports all pages if that or anything else makes a difference.
    fn round(&mut self, folders: &mut Folders, wake: Wake) -> Result<Round, String> {
        if wake != Wake::Pages {
            self.pages.clear();
        }
        let asked = Asked::by(&self.args.lint.rules, &self.args.lint.run)?;
        let Some(mut configs) = Configs::new(self.global, asked) else {
            return Ok(Round::Mistaken);
        };
        let found = files::find(&self.args.lint.paths, None, &mut configs);
        for folder in configs.settings_folders() {
            folders.add(&folder, RecursiveMode::NonRecursive)?;
        }
        let Some(configs) = configs.finish() else { return Ok(Round::Mistaken) };
        let gone = self.forget(&found.sources);
        let changed: Vec<&Source> = found.sources.iter().filter(|it| self.is_new(it)).collect();
        if wake == Wake::Pages && changed.is_empty() && gone == 0 && found.failures == self.failures
        {
            return Ok(Round::Read);
        }
        let filter = Filter::new(self.args, &found.sources)?;
        let format = check::format(&self.args.lint);
        let diff = Diff { color: false, terminal: false };
        let mut run = Run {
            configs: &configs,
            sinks: vec![Sink::to_stream(format, Stream::Output, self.global)],
            mode: Mode::Check,
            filter: &filter,
            reason: "",
            diff,
            quiet: self.args.lint.run.quiet,
            cited: None,
        };
        self.lint(&mut run, &found.sources, &changed);
        let has_reader = self.report(run, &found)?;
        if !self.args.lint.run.quiet {
            let names: Vec<&str> = changed.iter().map(|it| &*it.name).collect();
            output::note(&match &*names {
                _ if wake == Wake::Start => "waiting for changes; Ctrl-C ends this".to_owned(),
                [] => "checked again".to_owned(),
                few if few.len() <= NAMED => format!("checked again: {}", few.join(", ")),
                [first, rest @ ..] => format!("checked again: {first} and {} more", rest.len()),
            });
        }
        self.failures = found.failures;
        Ok(if has_reader { Round::Read } else { Round::NobodyReads })
    }

    /// Forgets the pages that are not there any more, and says how many they are.
    fn forget(&mut self, sources: &[Source]) -> usize {
        let there: BTreeSet<&str> = sources.iter().map(|it| &*it.name).collect();
        let before = self.pages.len();
        self.pages.retain(|name, _| there.contains(&**name));
        before - self.pages.len()
    }

    fn is_new(&self, source: &Source) -> bool {
        self.pages.get(&source.name).is_none_or(|(stamp, _)| *stamp != Stamp::of(source))
    }

    fn lint(&mut self, run: &mut Run<'_>, sources: &[Source], changed: &[&Source]) {
        let pages = self.pool.install(|| {
            run.gather(sources);
            // Where pages are compared, a change in one can make a difference in all.
            let all: Vec<&Source> = sources.iter().collect();
            let which = if run.cited.is_some() { &*all } else { changed };
            let one = |source: &&Source| {
                // Before the text, lest a change that comes between them is missed.
                let stamp = Stamp::of(source);
                (source.name.clone(), (stamp, run.one(source)))
            };
            which.par_iter().map(one).collect::<Vec<_>>()
        });
        self.pages.extend(pages);
    }

    /// Reports all pages, in place of what the terminal shows; `false` once nobody reads it.
    fn report(&self, mut run: Run<'_>, found: &Found) -> Result<bool, String> {
        if output::clears() && !output::write(CLEAR)? {
            return Ok(false);
        }
        for failure in &found.failures {
            output::error(failure);
        }
        let mut outcome = Outcome::default();
        let known = |source: &Source| self.pages.get(&source.name).map(|(_, done)| done.clone());
        for sink in &mut run.sinks {
            sink.start()?;
        }
        run.write(found.sources.iter().filter_map(known).collect(), &mut outcome)?;
        let has_reader = run.sinks.iter().all(Sink::has_reader);
        for sink in run.sinks {
            sink.finish(self.args.lint.run.quiet, &outcome.summary)?;
        }
        Ok(has_reader)
    }
}

/// The folders of which changes are told.
struct Folders {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    watched: BTreeMap<PathBuf, RecursiveMode>,
}

impl Folders {
    fn new(sender: Sender<DebounceEventResult>) -> Result<Self, String> {
        let debouncer = new_debouncer(REST, None, sender).map_err(|it| cannot_watch(&it))?;
        Ok(Self { debouncer, watched: BTreeMap::new() })
    }

    /// Watches what is linted: a folder, or a file by way of its folder, since many editors put a
    /// new file in its place. Settings may come to be in the folders above, up to the repository.
    fn add_root(&mut self, path: &Path) -> Result<(), String> {
        let path = fs::canonicalize(path)
            .map_err(|error| format!("cannot read `{}`: {error}", files::name_of(path)))?;
        let folder = if path.is_dir() { &*path } else { path.parent().unwrap_or(&path) };
        let is_repository = |folder: &&Path| folder.join(".git").exists();
        if let Some(repository) = folder.ancestors().find(is_repository) {
            for above in folder.ancestors().take_while(|it| it.starts_with(repository)) {
                self.add(above, RecursiveMode::NonRecursive)?;
            }
        }
        let mode =
            if path.is_dir() { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        self.add(folder, mode)
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), String> {
        let is_watched = folder.ancestors().any(|above| match self.watched.get(above) {
            Some(RecursiveMode::Recursive) => true,
            Some(RecursiveMode::NonRecursive) => {
                above == folder && mode == RecursiveMode::NonRecursive
            }
            None => false,
        });
        if !is_watched {
            self.debouncer.watch(folder, mode).map_err(|it| cannot_watch(&it))?;
            self.watched.insert(folder.to_owned(), mode);
        }
        Ok(())
    }
}

fn cannot_watch(error: &notify_debouncer_full::notify::Error) -> String {
    format!("cannot watch for changes: {error}")
}

/// Why to look at the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wake {
    /// It has not been looked at.
    Start,
    /// Settings may have changed, and with them all that is known.
    Settings,
    /// Something else has changed.
    Pages,
}

impl Wake {
    /// Waits until something has changed.
    fn wait(events: &Receiver<DebounceEventResult>) -> Result<Self, String> {
        loop {
            let events = events.recv().map_err(|_| "nothing watches for changes any more")?;
            // An error is about what could not be seen: all may have changed.
            let Ok(events) = events else { return Ok(Self::Settings) };
            // Reading pages makes events too.
            let events: Vec<&DebouncedEvent> =
                events.iter().filter(|it| !it.kind.is_access()).collect();
            if !events.is_empty() {
                // A baseline is JSON.
                let is_settings = |path: &PathBuf| {
                    path.extension().is_some_and(|it| it == "toml" || it == "json")
                };
                let settings =
                    events.iter().any(|it| it.need_rescan() || it.paths.iter().any(is_settings));
                return Ok(if settings { Self::Settings } else { Self::Pages });
            }
        }
    }
}
