//! Random edits: what the server has is what the editor has.

use lsp_types::{Position, TextDocumentContentChangeEvent, Uri};
use proptest::test_runner::{RngAlgorithm, TestRng};
use rand::Rng as _;
use serde_json::{Value, json};

use super::{PAGE, Session};
use crate::lsp::client::Client;
use crate::lsp::documents::{Documents, Snapshot};
use crate::lsp::options::Options;
use crate::lsp::positions::PositionEncoding;
use crate::lsp::workspace::Workspace;
