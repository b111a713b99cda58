//! The folders of the editor, and the settings of the pages in them.

use std::fs;
use std::path::{Path, PathBuf};

use lsp_types::Uri;

use super::documents::Snapshot;
use super::options::Options;
use crate::cli::{Asked, Configs, FILE_NAME, Ready, Source, find, today};
use crate::config::{ConfigError, DialectChoice, Part};
use crate::date::Date;
use crate::lint::Selection;

/// What the arguments of the command set, over all files of settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// The values of `--config`.
    pub(crate) config: Vec<String>,
    /// Whether no `citelint.toml` is looked for.
    pub(crate) is_isolated: bool,
    /// What the pages are written in.
    pub(crate) dialect: Option<DialectChoice>,
}

/// How a page is read.
#[derive(Clone)]
pub(super) struct PageSettings {
    /// The wiki and the rules.
    pub(super) ready: Ready,
    /// Whether settings leave it out: nothing is reported of it.
    pub(super) is_left_out: bool,
    /// The file that settings for it go into, which may not be there yet.
    pub(super) file: Option<PathBuf>,
}

/// A page in a folder, as it is on disk.
pub(super) struct ClosedPage {
    pub(super) uri: Uri,
    source: Source,
    ready: Ready,
}

impl ClosedPage {
    /// The page with its text; `None` if it cannot be read.
    pub(super) fn read(&self) -> Option<Snapshot> {
        let ready = self.ready.clone();
        let settings = PageSettings { ready, is_left_out: false, file: None };
        Some(Snapshot::new(self.uri.clone(), None, self.source.read().ok()?, settings))
    }

    /// Where it is.
    pub(super) fn path(&self) -> Option<&Path> {
        self.source.path()
    }
}

/// The folders with their settings, as they were when they were last read.
pub(super) struct Workspace {
    pub(super) folders: Vec<PathBuf>,
    pub(super) options: Options,
    arguments: Arguments,
    configs: Configs,
    today: Option<Date>,
    /// Why the options cannot be used.
    refusal: Option<String>,
}

impl Workspace {
    /// Reads settings. Where those of the editor cannot be used, they are left out.
    ///
    /// # Errors
    /// If the arguments cannot be used.
    pub(super) fn new(
        arguments: Arguments,
        folders: Vec<PathBuf>,
        options: Options,
    ) -> Result<Self, String> {
        let today = today(None).ok();
        let selection = Selection {
            select: options.select.clone(),
            ignore: options.ignore.clone(),
            extend_select: options.extend_select.clone(),
        };
        let mut config = arguments.config.clone();
        config.extend(options.config.iter().map(|it| named(it, &folders)));
        let read = |config: &[String], selection| {
            let part = Part { selection, dialect: arguments.dialect, ..Part::default() };
            let asked = Asked { part, fail_on: None, today };
            Configs::with(config, arguments.is_isolated, asked).map_err(|error| error.to_string())
        };
        let (configs, refusal) = match read(&config, selection) {
            Ok(configs) => (configs, None),
            Err(error) => (read(&arguments.config, Selection::default())?, Some(error)),
        };
        Ok(Self { folders, options, arguments, configs, today, refusal })
    }

    /// The same with settings read anew.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub(super) fn reloaded(&self) -> Result<Self, String> {
        Self::new(self.arguments.clone(), self.folders.clone(), self.options.clone())
    }

    /// The settings of a page.
    pub(super) fn settings(&mut self, uri: &Uri) -> PageSettings {
        let folder = self.folders.first().cloned();
        // A page that was never saved has the settings of one in the first folder.
        let path = path_of(uri).or_else(|| Some(folder.clone()?.join("…")));
        let Some(path) = path else {
            let number = self.configs.of_page(Path::new("/"));
            let ready = self.configs.ready(number).clone();
            return PageSettings { ready, is_left_out: false, file: None };
        };
        let number = self.configs.of_page(&path);
        PageSettings {
            ready: self.configs.ready(number).clone(),
            is_left_out: self.configs.leaves_out(&path),
            file: self.file(&path),
        }
    }

    /// The file that settings for a page go into.
    fn file(&self, page: &Path) -> Option<PathBuf> {
        if let Some(config) = &self.options.config {
            let path = PathBuf::from(named(config, &self.folders));
            return path.is_file().then_some(path);
        }
        let mut above = page.ancestors().skip(1).map(|folder| folder.join(FILE_NAME));
        above.find(|file| file.is_file()).or_else(|| {
            let holds = |folder: &&PathBuf| page.starts_with(folder);
            let folder = self.folders.iter().find(holds).map(PathBuf::as_path);
            Some(folder.or(page.parent())?.join(FILE_NAME))
        })
    }

    /// All pages in the folders.
    pub(super) fn pages(&mut self) -> Vec<ClosedPage> {
        let found = find(&self.folders, None, &mut self.configs);
        let page = |source: Source| {
            let uri = Uri::from_file_path(source.path()?).ok()?;
            let ready = self.configs.ready(source.config).clone();
            Some(ClosedPage { uri, source, ready })
        };
        found.sources.into_iter().filter_map(page).collect()
    }

    /// Why the options of the editor cannot be used.
    pub(super) fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    /// What is wrong with the files of settings that were read so far, by file.
    pub(super) fn mistakes(&self) -> Vec<(PathBuf, &ConfigError)> {
        let in_file = |error| {
            let error: &ConfigError = error;
            let place = error.place.as_ref().filter(|place| !place.origin.is_argument)?;
            Some((self.configs.file(&place.origin), error))
        };
        self.configs.mistakes().iter().filter_map(in_file).collect()
    }

    /// Whether a day has begun since settings were read.
    pub(super) fn is_outdated(&self) -> bool {
        today(None).ok() != self.today
    }
}

/// The path of a page that is a file, absolute and without links.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let path = uri.to_file_path().ok()?;
    Some(fs::canonicalize(&path).unwrap_or(path))
}

/// The value of `--config` for a file or a profile: a path is absolute.
fn named(config: &str, folders: &[PathBuf]) -> String {
    let path = folders.first().map(|folder| folder.join(config));
    match path.filter(|path| path.is_file()) {
        Some(path) => path.to_string_lossy().into_owned(),
        None => config.to_owned(),
    }
}
