//! What the client of a session can do.

use lsp_types::ClientCapabilities;

use super::positions::PositionEncoding;

/// The program at the other end.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// How it counts characters.
    pub(super) encoding: PositionEncoding,
    /// What it says that it can do.
    pub(super) capabilities: ClientCapabilities,
}

impl Client {
    /// Agrees with a client on what both can do.
    pub(super) fn new(capabilities: ClientCapabilities) -> Self {
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|it| it.position_encodings.as_deref());
        Self { encoding: PositionEncoding::negotiate(encodings), capabilities }
    }
}
