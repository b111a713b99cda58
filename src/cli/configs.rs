//! The configurations of a run: one for each set of settings that its pages have.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{GlobalArgs, RulesArgs, RunArgs};
use super::chain::{self, Chain, FILE_NAME, Placed};
use super::{mistake, today};
use crate::config::{Config, ConfigError, FailOn, Layer, Origin, Part};
use crate::date::Date;
use crate::lint::{RuleSet, Selection};
use crate::rules::ALL;

/// Finds the settings of pages, and builds each configuration once.
pub(crate) struct Configs {
    /// The working directory.
    folder: PathBuf,
    /// What the arguments set, over all files.
    arguments: Vec<Placed>,
    /// The settings of all pages, if arguments name them; else each page has those of the nearest
    /// file above it.
    named: Option<Arc<Chain>>,
    /// The settings of pages without any file.
    default: Arc<Chain>,
    /// The settings of folders.
    folders: HashMap<PathBuf, Arc<Chain>>,
    /// Configurations by chain and overrides.
    known: HashMap<Kind, usize>,
    ready: Vec<Ready>,
    mistakes: Vec<ConfigError>,
    today: Option<Date>,
}

/// A chain, by its address, and the overrides that hold: pages alike in both are alike in all.
type Kind = (*const Chain, Vec<(usize, usize)>);

/// A configuration with its rules. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Ready {
    /// What is in force.
    pub(crate) config: Arc<Config>,
    /// The rules with their options.
    pub(crate) rules: Arc<RuleSet>,
}

/// What the arguments of a command set beside `--config`.
#[derive(Default)]
pub(crate) struct Asked {
    /// What holds for every page.
    pub(crate) part: Part,
    /// How severe a finding must be to fail the run.
    pub(crate) fail_on: Option<FailOn>,
    /// The day of the run.
    pub(crate) today: Option<Date>,
}

impl Asked {
    /// What the arguments say that commands share.
    pub(super) fn by(rules: &RulesArgs, run: &RunArgs) -> Result<Self, String> {
        let selection = Selection {
            select: rules.select.clone(),
            ignore: rules.ignore.clone(),
            extend_select: rules.extend_select.clone(),
        };
        let part = Part { selection, ..Part::default() };
        Ok(Self { part, fail_on: rules.fail_on, today: Some(today::today(run.today)?) })
    }
}

impl Configs {
    /// Reads what the arguments say. `None` if that is wrong; messages have said why.
    pub(super) fn new(global: &GlobalArgs, asked: Asked) -> Option<Self> {
        let part = Part { dialect: global.dialect, ..asked.part };
        Self::with(&global.config, global.isolated, Asked { part, ..asked })
            .map_err(|mistake| mistake::print(&[mistake]))
            .ok()
    }

    /// Reads what the values of `--config` say; with `is_isolated`, no other file is looked for.
    pub(crate) fn with(
        config: &[String],
        is_isolated: bool,
        asked: Asked,
    ) -> Result<Self, ConfigError> {
        let folder = env::current_dir().and_then(fs::canonicalize).map_err(|error| {
            ConfigError::new(format!("cannot find the working directory: {error}"))
        })?;
        let mut files = Vec::new();
        let mut arguments = Vec::new();
        for setting in config {
            let place = Some(folder.clone());
            if let Some((key, value)) = setting.split_once('=') {
                let layer = argument(key.trim(), value.trim())?;
                arguments.extend(chain::packs(&layer, &folder, None, &folder)?);
                arguments.push((layer, place));
                continue;
            }
            let chain = chain::read(setting.as_ref(), &folder, &folder).map_err(|error| {
                if error.place.is_some() || error.help.is_some() {
                    return error;
                }
                error.help(Some("to set a value, write `--config KEY=VALUE`".to_owned()))
            })?;
            // The patterns of files that are named start here, where they are used.
            let placed = chain.into_iter().map(|(layer, it)| (layer, it.and(place.clone())));
            files.extend(placed);
        }
        arguments.push((Layer::arguments(asked.part, asked.fail_on), None));
        let is_named = !files.is_empty() || is_isolated;
        files.extend(arguments.clone());
        let default = Arc::new(Chain::new(files)?);
        Ok(Self {
            folder,
            arguments,
            named: is_named.then(|| Arc::clone(&default)),
            default,
            folders: HashMap::new(),
            known: HashMap::new(),
            ready: Vec::new(),
            mistakes: Vec::new(),
            today: asked.today,
        })
    }

    /// The settings of the pages in a folder, which is absolute and without links.
    pub(super) fn chain(&mut self, folder: &Path) -> Arc<Chain> {
        if let Some(named) = &self.named {
            return Arc::clone(named);
        }
        let mut chain = None;
        let mut passed = Vec::new();
        for above in folder.ancestors() {
            if let Some(known) = self.folders.get(above) {
                chain = Some(Arc::clone(known));
                break;
            }
            passed.push(above.to_owned());
            if above.join(FILE_NAME).is_file() {
                chain = Some(self.read(above));
                break;
            }
        }
        let chain = chain.unwrap_or_else(|| Arc::clone(&self.default));
        for folder in passed {
            self.folders.insert(folder, Arc::clone(&chain));
        }
        chain
    }

    /// The configuration of a page, whose path is absolute and without links, by its number.
    pub(crate) fn of_page(&mut self, path: &Path) -> usize {
        let chain = self.chain(path.parent().unwrap_or(path));
        let holding = chain.holding(path);
        // The chain lives as long as this does, so its address stands for it.
        match self.known.entry((Arc::as_ptr(&chain), holding)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let number = self.ready.len();
                let holding = &new.key().1;
                let built = ready(&chain, holding, self.today).unwrap_or_else(|mistake| {
                    self.mistakes.push(mistake);
                    built_in(self.today)
                });
                self.ready.push(built);
                *new.insert(number)
            }
        }
    }

    /// The configuration of that number. Where its settings are mistaken, what is built in.
    pub(crate) fn ready(&self, number: usize) -> &Ready {
        &self.ready[number]
    }

    /// Whether settings leave out a page, whose path is absolute and without links, or a folder
    /// that it lies in.
    pub(crate) fn leaves_out(&mut self, page: &Path) -> bool {
        let mut inner = page.parent();
        let mut is_left_out = |path: &Path, is_dir| {
            let folder = path.parent();
            folder.is_some_and(|folder| self.chain(folder).excludes(path, is_dir))
        };
        if is_left_out(page, false) {
            return true;
        }
        while let Some(folder) = inner {
            if is_left_out(folder, true) {
                return true;
            }
            inner = folder.parent();
        }
        false
    }

    /// What is wrong with the settings that were read so far.
    pub(crate) fn mistakes(&self) -> &[ConfigError] {
        &self.mistakes
    }

    /// The file that a layer of settings was read from.
    pub(crate) fn file(&self, origin: &Origin) -> PathBuf {
        self.folder.join(&origin.name)
    }

    /// The configuration of a page that is no file, such as standard input.
    pub(super) fn of_text(&mut self, name: Option<&str>) -> usize {
        let path = self.folder.join(name.unwrap_or("-"));
        let folder = path.parent().and_then(|it| fs::canonicalize(it).ok());
        let folder = folder.unwrap_or_else(|| self.folder.clone());
        let path = path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name));
        self.of_page(&path)
    }

    /// The configuration for all pages of a dump: that of the folder that it is in.
    pub(super) fn of_dump(&mut self, path: &Path) -> usize {
        match fs::canonicalize(path).ok().filter(|_| path != Path::new("-")) {
            Some(path) => self.of_page(&path),
            None => self.of_text(None),
        }
    }

    /// The folders in which the settings of the pages lie that were asked for so far.
    pub(super) fn settings_folders(&self) -> BTreeSet<PathBuf> {
        let chains = self.folders.values().chain([&self.default]);
        chains.flat_map(|chain| chain.folders.iter().cloned()).collect()
    }

    /// The configurations by number. `None` if one of them is wrong; messages have said why.
    pub(super) fn finish(self) -> Option<Vec<Ready>> {
        if self.mistakes.is_empty() {
            return Some(self.ready);
        }
        mistake::print(&self.mistakes);
        None
    }

    fn read(&mut self, folder: &Path) -> Arc<Chain> {
        let chain = chain::read(FILE_NAME.as_ref(), &self.folder, folder)
            .and_then(|layers| Chain::new([layers, self.arguments.clone()].concat()));
        match chain {
            Ok(chain) => Arc::new(chain),
            Err(mistake) => {
                self.mistakes.push(mistake);
                Arc::clone(&self.default)
            }
        }
    }
}

fn argument(key: &str, value: &str) -> Result<Layer, ConfigError> {
    if key == "extends" {
        let help = format!("write `--config {value}` instead");
        return Err(ConfigError::new("`extends` belongs into a file").help(Some(help)));
    }
    Layer::argument(key, value)
}

fn ready(
    chain: &Chain,
    holding: &[(usize, usize)],
    today: Option<Date>,
) -> Result<Ready, ConfigError> {
    let holds = |layer, index| holding.contains(&(layer, index));
    let mut config = chain.settings.config_for(holds)?;
    config.lint.today = today;
    let rules =
        RuleSet::new(ALL, &config.lint).map_err(|error| ConfigError::new(error.to_string()))?;
    Ok(Ready { config: Arc::new(config), rules: Arc::new(rules) })
}

/// What is in force without any settings.
fn built_in(today: Option<Date>) -> Ready {
    ready(&Chain::default(), &[], today).expect("without settings nothing is mistaken")
}
