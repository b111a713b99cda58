//! The kinds of identifiers.

use std::fmt;

use serde::Deserialize;

/// A kind of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// arXiv, preprints of physics and more.
    Arxiv,
    /// Amazon's number.
    Asin,
    /// The code of the Astrophysics Data System.
    Bibcode,
    /// bioRxiv, preprints of biology.
    Biorxiv,
    /// `CiteSeerX`.
    Citeseerx,
    /// Digital object identifier.
    Doi,
    /// ISSN of the electronic edition.
    Eissn,
    /// Handle.
    Hdl,
    /// International standard book number.
    Isbn,
    /// International standard music number.
    Ismn,
    /// International standard serial number.
    Issn,
    /// Jahrbuch über die Fortschritte der Mathematik.
    Jfm,
    /// JSTOR.
    Jstor,
    /// Library of Congress control number.
    Lccn,
    /// medRxiv, preprints of medicine.
    Medrxiv,
    /// Mathematical Reviews.
    Mr,
    /// `WorldCat`.
    Oclc,
    /// Open Library.
    Ol,
    /// Office of Scientific and Technical Information.
    Osti,
    /// `PubMed` Central.
    Pmc,
    /// `PubMed`.
    Pmid,
    /// Request for comments.
    Rfc,
    /// Semantic Scholar.
    S2cid,
    /// Standard book number, from before the ISBN.
    Sbn,
    /// Social Science Research Network.
    Ssrn,
    /// The id of a message on Usenet.
    Usenet,
    /// Zentralblatt für Mathematik.
    Zbl,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 27] = [
        Self::Arxiv,
        Self::Asin,
        Self::Bibcode,
        Self::Biorxiv,
        Self::Citeseerx,
        Self::Doi,
        Self::Eissn,
        Self::Hdl,
        Self::Isbn,
        Self::Ismn,
        Self::Issn,
        Self::Jfm,
        Self::Jstor,
        Self::Lccn,
        Self::Medrxiv,
        Self::Mr,
        Self::Oclc,
        Self::Ol,
        Self::Osti,
        Self::Pmc,
        Self::Pmid,
        Self::Rfc,
        Self::S2cid,
        Self::Sbn,
        Self::Ssrn,
        Self::Usenet,
        Self::Zbl,
    ];

    /// What it is called in a message.
    pub fn label(self) -> &'static str {
        match self {
            Self::Arxiv => "arXiv number",
            Self::Asin => "ASIN",
            Self::Bibcode => "bibcode",
            Self::Biorxiv => "bioRxiv number",
            Self::Citeseerx => "CiteSeerX number",
            Self::Doi => "DOI",
            Self::Eissn => "eISSN",
            Self::Hdl => "Handle",
            Self::Isbn => "ISBN",
            Self::Ismn => "ISMN",
            Self::Issn => "ISSN",
            Self::Jfm => "JFM number",
            Self::Jstor => "JSTOR number",
            Self::Lccn => "LCCN",
            Self::Medrxiv => "medRxiv number",
            Self::Mr => "MR number",
            Self::Oclc => "OCLC number",
            Self::Ol => "Open Library number",
            Self::Osti => "OSTI number",
            Self::Pmc => "PMC number",
            Self::Pmid => "PMID",
            Self::Rfc => "RFC number",
            Self::S2cid => "S2CID",
            Self::Sbn => "SBN",
            Self::Ssrn => "SSRN number",
            Self::Usenet => "message id",
            Self::Zbl => "Zbl number",
        }
    }

    /// What it is called in a message, with its article: `an ISBN`.
    pub fn with_article(self) -> String {
        let article = self.form().split(' ').next().unwrap_or_default();
        format!("{article} {}", self.label())
    }

    /// What it looks like, as a sentence without a full stop.
    pub fn form(self) -> &'static str {
        match self {
            Self::Arxiv => {
                "an arXiv number looks like `1501.00001`, `0704.0001` or `hep-th/9901001`"
            }
            Self::Asin => "an ASIN has ten capital letters and digits, such as `B00EXAMPL0`",
            Self::Bibcode => "a bibcode has 19 characters, such as `1974AJ.....79..819H`",
            Self::Biorxiv => {
                "a bioRxiv number is a DOI, such as `10.1101/078733` or `10.1101/2020.07.24.220400`"
            }
            Self::Citeseerx => "a CiteSeerX number looks like `10.1.1.176.341`",
            Self::Doi => "a DOI starts with `10.`, a number and a slash, such as `10.1000/182`",
            Self::Eissn | Self::Issn => {
                "an ISSN has eight digits, the last of them a check digit, such as `0317-8471`"
            }
            Self::Hdl => "a Handle has a slash in it, such as `4263537/4000`",
            Self::Isbn => {
                "an ISBN has 10 or 13 digits, the last of them a check digit, such as `978-0-306-40615-7`"
            }
            Self::Ismn => {
                "an ISMN has 13 digits, the last of them a check digit, such as `979-0-2600-0043-8`"
            }
            Self::Jfm => "a JFM number looks like `54.0271.04`",
            Self::Jstor => {
                "a JSTOR number is what follows `/stable/` in the address, such as `2118559`"
            }
            Self::Lccn => {
                "an LCCN has up to three letters and eight or ten digits, such as `89000456` or `n2001050268`"
            }
            Self::Medrxiv => "a medRxiv number is a DOI, such as `10.1101/2020.02.16.20023754`",
            Self::Mr => "an MR number has at most seven digits, such as `0096297`",
            Self::Oclc => "an OCLC number has digits only, or a prefix as in `ocm00012345`",
            Self::Ol => {
                "an Open Library number has digits and ends in `A`, `M` or `W`, such as `18319M`"
            }
            Self::Osti => "an OSTI number has digits only, such as `4367507`",
            Self::Pmc => "a PMC number has digits only, such as `1817752`",
            Self::Pmid => "a PMID has digits only, at most eight, such as `17322060`",
            Self::Rfc => "an RFC number has digits only, such as `3986`",
            Self::S2cid => "an S2CID has digits only, such as `37220927`",
            Self::Sbn => {
                "an SBN has nine digits, the last of them a check digit, such as `356-02201-3`"
            }
            Self::Ssrn => "an SSRN number has digits only, such as `1900856`",
            Self::Usenet => {
                "a message id has an `@` and no angle brackets, such as `abc.123@example.org`"
            }
            Self::Zbl => "a Zbl number looks like `0823.11029`",
        }
    }

    /// Whether what looks like an identifier of another kind may be a slip in one of this kind.
    pub(crate) fn looks_like(self, other: Self) -> bool {
        use Kind::{Biorxiv, Citeseerx, Doi, Eissn, Hdl, Issn, Jstor, Medrxiv};
        match other {
            Doi => matches!(self, Biorxiv | Citeseerx | Doi | Hdl | Jstor | Medrxiv),
            Issn => matches!(self, Eissn | Issn),
            _ => self == other,
        }
    }

    /// The letters that may stand before it without harm, as in `PMC1817752`.
    pub(super) fn harmless_prefix(self) -> Option<&'static str> {
        match self {
            Self::Pmc => Some("PMC"),
            Self::Mr => Some("MR"),
            Self::Ol => Some("OL"),
            _ => None,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
