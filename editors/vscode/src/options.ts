/** Settings that the extension itself acts on, so that the server need not know them. */
const OWN = new Set(["path", "trace"]);

/**
 * What the server is told of the settings: the section `citelint` as it stands in `settings.json`,
 * without what the extension itself acts on, and without what is not set.
 */
export function serverOptions(section: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(section).filter(([name, value]) => !OWN.has(name) && value !== null));
}
