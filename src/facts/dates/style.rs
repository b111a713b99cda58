//! How days are written on a page.

use super::{DateField, DateKind, Page, TextDate};
use crate::date::{ParsedDate, Style};
use crate::text::Span;

/// The styles of the days of a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Styles {
    /// What a template such as `{{Use dmy dates}}` asks for, and where it stands.
    pub declared: Option<(Style, Span)>,
    /// The days on which sources came out.
    pub published: StyleCount,
    /// The days on which sources were read or copied.
    pub accessed: StyleCount,
}

/// How many days are written in each style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StyleCount {
    dmy: u32,
    mdy: u32,
    iso: u32,
}

impl StyleCount {
    /// How many there are of a style.
    pub fn of(&self, style: Style) -> u32 {
        match style {
            Style::Dmy => self.dmy,
            Style::Mdy => self.mdy,
            Style::Iso => self.iso,
            Style::Figures => 0,
        }
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.dmy + self.mdy + self.iso
    }

    /// The style that most have; `None` without any.
    pub fn most(&self) -> Option<Style> {
        let all = [Style::Iso, Style::Mdy, Style::Dmy];
        all.into_iter().filter(|&style| self.of(style) > 0).max_by_key(|&style| self.of(style))
    }

    fn add(&mut self, date: Option<&ParsedDate>) {
        match date.and_then(|date| date.form.style()) {
            Some(Style::Dmy) => self.dmy += 1,
            Some(Style::Mdy) => self.mdy += 1,
            Some(Style::Iso) => self.iso += 1,
            Some(Style::Figures) | None => {}
        }
    }
}

impl Styles {
    pub(super) fn new(page: Page<'_, '_>, fields: &[DateField], texts: &[TextDate]) -> Self {
        let mut styles = Self {
            declared: page.templates.iter().find_map(|template| {
                let style = page.site.dates.declared_style(&template.name)?;
                Some((style, page.tree.span(template.node)))
            }),
            ..Self::default()
        };
        for field in fields {
            match field.kind {
                DateKind::Date | DateKind::Publication => styles.published.add(field.date()),
                DateKind::Access | DateKind::Archive => styles.accessed.add(field.date()),
                _ => {}
            }
        }
        for text in texts {
            styles.accessed.add(text.read.as_ref().ok());
        }
        styles
    }

    /// The style in which a new day of reading or copying is best written.
    pub fn for_access(&self) -> Style {
        let declared = self.declared.map(|(style, _)| style);
        match self.accessed.most() {
            Some(Style::Iso) | None => {
                let other = declared.or(self.published.most());
                self.accessed.most().or(other).unwrap_or(Style::Iso)
            }
            Some(style) => declared.unwrap_or(style),
        }
    }
}
