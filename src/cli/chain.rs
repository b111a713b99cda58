//! A file of settings with those that it extends, read from disk.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::files;
use crate::config::{ConfigError, Layer, PROFILES, Profile, Settings, Step};
use crate::near::nearest;
use crate::rules::ALL;

/// The name of the file that is looked for.
pub(crate) const FILE_NAME: &str = "citelint.toml";

/// The largest file of settings, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Settings from a file, from those it extends, and from the command line.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// All layers, the lowest first.
    pub(super) settings: Settings,
    /// The patterns of the overrides, by layer and place.
    overrides: Vec<Vec<Gitignore>>,
    include: Option<Gitignore>,
    exclude: Vec<Gitignore>,
    /// The folders of the files.
    pub(super) folders: Vec<PathBuf>,
}

/// A layer with the folder that its patterns start from; none for a profile.
pub(super) type Placed = (Layer, Option<PathBuf>);

impl Chain {
    /// Puts layers together and checks them.
    pub(super) fn new(layers: Vec<Placed>) -> Result<Self, ConfigError> {
        let mut chain = Self::default();
        for (layer, folder) in layers {
            let patterns = Patterns { layer: &layer, folder: folder.as_deref() };
            let mut overrides = Vec::new();
            for (index, it) in layer.overrides.iter().enumerate() {
                let way = ["overrides".into(), Step::Index(index), "paths".into()];
                overrides.push(patterns.compile(&it.paths, &way)?);
            }
            if let Some(include) = &layer.include {
                chain.include = Some(patterns.compile(include, &["include".into()])?);
            }
            if !layer.exclude.is_empty() {
                chain.exclude.push(patterns.compile(&layer.exclude, &["exclude".into()])?);
            }
            chain.overrides.push(overrides);
            chain.settings.push(layer);
            chain.folders.extend(folder);
        }
        chain.settings.validate(ALL)?;
        // Overrides may never meet a page, but a mistake in them is one all the same. Without any,
        // the first page tells, and the wiki need not be built twice.
        let overrides = chain.settings.layers().iter().flat_map(|layer| &layer.overrides);
        if overrides.into_iter().any(|it| it.part.site.is_some()) {
            chain.settings.config_for(|_, _| true)?;
        }
        Ok(chain)
    }

    /// Which overrides hold for a file, by layer and place.
    pub(super) fn holding(&self, path: &Path) -> Vec<(usize, usize)> {
        let holds = |patterns: &Gitignore| {
            path.starts_with(patterns.path())
                && patterns.matched_path_or_any_parents(path, false).is_ignore()
        };
        let mut holding = Vec::new();
        for (layer, overrides) in self.overrides.iter().enumerate() {
            let own = overrides.iter().enumerate().filter(|(_, patterns)| holds(patterns));
            holding.extend(own.map(|(index, _)| (layer, index)));
        }
        holding
    }

    /// Whether a file or folder in a folder is left out.
    pub(super) fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        let mut verdicts = self.exclude.iter().rev().map(|it| it.matched(path, is_dir));
        verdicts.find(|it| !it.is_none()).is_some_and(|it| it.is_ignore())
    }

    /// Whether a file in a folder is a page; `None` if the settings do not say.
    pub(super) fn includes(&self, path: &Path) -> Option<bool> {
        self.include.as_ref().map(|it| it.matched(path, false).is_ignore())
    }
}

/// The patterns of a layer.
struct Patterns<'a> {
    layer: &'a Layer,
    folder: Option<&'a Path>,
}

impl Patterns<'_> {
    fn compile(&self, lines: &[String], way: &[Step]) -> Result<Gitignore, ConfigError> {
        let mut builder = GitignoreBuilder::new(self.folder.unwrap_or(Path::new("/")));
        for (index, line) in lines.iter().enumerate() {
            builder.add_line(None, line).map_err(|error| {
                let way = [way, &[Step::Index(index)]].concat();
                self.layer.error(ConfigError::new(error.to_string()), &way, false)
            })?;
        }
        builder
            .build()
            .map_err(|error| self.layer.error(ConfigError::new(error.to_string()), way, false))
    }
}

/// Reads a file, or takes the profile of that name, with all that it extends; the lowest first.
pub(super) fn read(name: &Path, folder: &Path, base: &Path) -> Result<Vec<Placed>, ConfigError> {
    let mut layers: Vec<Placed> = Vec::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut next = Some((name.to_owned(), base.to_owned()));
    while let Some((name, base)) = next.take() {
        if let Some(profile) = name.to_str().and_then(Profile::named) {
            for text in profile.files.iter().rev() {
                layers.push((Layer::file(profile.name, text)?, None));
            }
            break;
        }
        let refused = |error: ConfigError| match layers.last() {
            Some((layer, _)) => layer.error(error, &["extends".into()], false),
            None => error,
        };
        let path = fs::canonicalize(base.join(&name))
            .map_err(|error| refused(unreadable(&name, &error)))?;
        if !paths.is_empty() {
            may_name(&name, &path, &paths[0]).map_err(&refused)?;
        }
        if paths.contains(&path) {
            let message = format!("`{}` extends itself", shown(&path, folder));
            return Err(refused(ConfigError::new(message)));
        }
        let text = text(&path).map_err(|error| refused(unreadable(&name, &error)))?;
        let layer = Layer::file(&shown(&path, folder), &text)?;
        let parent = path.parent().unwrap_or(Path::new("/")).to_owned();
        next = layer.extends.clone().map(|it| (it.into(), parent.clone()));
        paths.push(path);
        // Settings come over the packs that they name.
        let own = packs(&layer, &parent, Some(&paths[0]), folder)?;
        layers.push((layer, Some(parent)));
        layers.extend(own.into_iter().rev());
    }
    layers.reverse();
    Ok(layers)
}

/// The packs that a layer names, by their paths from a folder. `first` is the file of settings from
/// which all this was reached, if it was one.
pub(super) fn packs(
    layer: &Layer,
    base: &Path,
    first: Option<&Path>,
    folder: &Path,
) -> Result<Vec<Placed>, ConfigError> {
    let read = |(index, name): (usize, &String)| {
        let refused = |error| layer.error(error, &["packs".into(), Step::Index(index)], false);
        let name = Path::new(name);
        let path =
            fs::canonicalize(base.join(name)).map_err(|error| refused(unreadable(name, &error)))?;
        if let Some(first) = first {
            may_name(name, &path, first).map_err(&refused)?;
        }
        let text = text(&path).map_err(|error| refused(unreadable(name, &error)))?;
        let pack = Layer::pack(&shown(&path, folder), &text)?;
        Ok((pack, path.parent().map(Path::to_owned)))
    };
    layer.packs.iter().enumerate().map(read).collect()
}

/// A file may come from somewhere else than the pages: it reads no files that it has no business
/// with, of which messages could show lines.
fn may_name(name: &Path, path: &Path, first: &Path) -> Result<(), ConfigError> {
    let fail = |message: String| Err(ConfigError::new(message));
    if name.components().any(|it| matches!(it, Component::RootDir | Component::Prefix(_))) {
        return fail(format!("`{}` must be a relative path", name.display()));
    }
    if path.extension().is_none_or(|it| it != "toml") {
        return fail(format!("`{}` must end in `.toml`", name.display()));
    }
    let repository = first.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    match repository {
        Some(root) if !path.starts_with(root) => {
            fail(format!("`{}` lies outside of the repository", name.display()))
        }
        _ => Ok(()),
    }
}

fn unreadable(name: &Path, error: &io::Error) -> ConfigError {
    let shown = files::name_of(name);
    let near = nearest(&shown, PROFILES.iter().map(|it| it.name));
    let help = near.map(|near| format!("did you mean the ready profile `{near}`?"));
    ConfigError::new(format!("cannot read `{shown}`: {error}")).help(help)
}

fn text(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut text = String::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::other("it is too large for a file of settings"));
    }
    Ok(text)
}

/// A path as people know it: from the working directory, if it lies there.
pub(super) fn shown(path: &Path, folder: &Path) -> String {
    files::name_of(path.strip_prefix(folder).unwrap_or(path))
}
