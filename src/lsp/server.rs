//! The main loop of a session.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, select, unbounded};
use lsp_server::Response;
use lsp_server::{Connection, ErrorCode, Message, Notification, ReqQueue, Request, RequestId};
use lsp_types::{
    DidChangeTextDocumentNotification, DidChangeTextDocumentParams,
    DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, InitializeParams,
    InitializeResult, LspNotificationMethod as Method, ServerInfo, Uri,
};
use rayon::ThreadPool;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::capabilities::capabilities;
use super::client::Client;
use super::dispatch::{self, Route};
use super::documents::{Documents, Snapshot};
use crate::cli::Ready;

/// Serves one session.
pub(super) fn serve(connection: Connection) -> Result<(), String> {
    let (id, params) = connection.initialize_start().map_err(|error| error.to_string())?;
    let params: InitializeParams =
        serde_json::from_value(params).map_err(|error| error.to_string())?;
    let client = Client::new(params.capabilities);
    let result = InitializeResult {
        capabilities: capabilities(&client),
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let result = serde_json::to_value(result).map_err(|error| error.to_string())?;
    connection.initialize_finish(id, result).map_err(|error| error.to_string())?;
    Server::new(connection, client)?.run()
}

/// One session.
struct Server {
    connection: Connection,
    client: Arc<Client>,
    documents: Documents,
    ready: Arc<Ready>,
    /// Requests that are being answered, with the version of the page that they ask about.
    requests: ReqQueue<Option<(Uri, i32)>, ()>,
    pool: ThreadPool,
    answers: (Sender<Response>, Receiver<Response>),
}

impl Server {
    fn new(connection: Connection, client: Client) -> Result<Self, String> {
        let pool = rayon::ThreadPoolBuilder::new()
            .build()
            .map_err(|error| format!("cannot start threads: {error}"))?;
        Ok(Self {
            connection,
            client: Arc::new(client),
            documents: Documents::default(),
            ready: Arc::new(Ready::default_settings()?),
            requests: ReqQueue::default(),
            pool,
            answers: unbounded(),
        })
    }

    fn run(mut self) -> Result<(), String> {
        loop {
            select! {
                recv(self.connection.receiver) -> message => match message {
                    Ok(Message::Request(request)) => {
                        let shutdown = self.connection.handle_shutdown(&request);
                        if shutdown.map_err(|error| error.to_string())? {
                            return Ok(());
                        }
                        self.request(request);
                    }
                    Ok(Message::Notification(it)) if it.method == Method::Exit.as_str() => {
                        return Err("the client left without a word".to_owned());
                    }
                    Ok(Message::Notification(notification)) => self.notification(notification),
                    Ok(Message::Response(response)) => drop(self.requests.outgoing.complete(response.id)),
                    Err(_) => return Err("the client is gone".to_owned()),
                },
                recv(self.answers.1) -> answer => if let Ok(answer) = answer { self.answer(answer) },
            }
        }
    }

    /// Has a request answered on another thread.
    fn request(&mut self, request: Request) {
        let Request { id, method, params, .. } = request;
        match dispatch::route(&method, params) {
            Ok(Route::Page(uri, ask)) => {
                let Some(page) = self.documents.get(&uri).cloned() else {
                    return self.refuse(
                        id,
                        ErrorCode::InvalidParams,
                        format!("`{uri}` is not open"),
                    );
                };
                let version = Some((uri, page.version));
                let client = Arc::clone(&self.client);
                self.start(id, version, move || page.with(&client, ask));
            }
            Ok(Route::AllPages(ask)) => {
                let pages: Vec<Snapshot> = self.documents.all().cloned().collect();
                let client = Arc::clone(&self.client);
                self.start(id, None, move || {
                    let of_page = |page: &Snapshot| page.with(&client, &ask);
                    Ok(Value::Array(pages.iter().flat_map(of_page).collect()))
                });
            }
            Err(error) => self.refuse(id, error.code, error.message),
        }
    }

    fn start(
        &mut self,
        id: RequestId,
        version: Option<(Uri, i32)>,
        job: impl FnOnce() -> Result<Value, String> + Send + 'static,
    ) {
        self.requests.incoming.register(id.clone(), version);
        let answers = self.answers.0.clone();
        self.pool.spawn_fifo(move || {
            // What a bug of one feature does to a request must not end the session.
            let answer = match catch_unwind(AssertUnwindSafe(job)) {
                Ok(Ok(result)) => Response::new_ok(id, result),
                Ok(Err(why)) => Response::new_err(id, ErrorCode::RequestFailed as i32, why),
                Err(_) => {
                    let message = "this is a bug in citelint; its log has more".to_owned();
                    Response::new_err(id, ErrorCode::InternalError as i32, message)
                }
            };
            // Nobody listens any more once the session is over.
            let _ = answers.send(answer);
        });
    }

    /// Sends an answer, unless the request was cancelled or its page has changed meanwhile.
    fn answer(&mut self, answer: Response) {
        let Some(version) = self.requests.incoming.complete(&answer.id) else { return };
        let is_stale = version.is_some_and(|(uri, version)| {
            self.documents.get(&uri).is_none_or(|page| page.version != version)
        });
        if is_stale {
            let message = "the page has changed meanwhile".to_owned();
            return self.refuse(answer.id, ErrorCode::ContentModified, message);
        }
        self.send(answer);
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match Method::from(&*method) {
            Method::TextDocumentDidOpen => {
                if let Some(params) = read::<DidOpenTextDocumentNotification>(params) {
                    let it = params.text_document;
                    let ready = Arc::clone(&self.ready);
                    self.documents.open(Snapshot::new(it.uri, it.version, it.text, ready));
                }
            }
            Method::TextDocumentDidChange => {
                if let Some(params) = read::<DidChangeTextDocumentNotification>(params) {
                    let DidChangeTextDocumentParams { text_document: it, content_changes } = params;
                    let uri = it.text_document_identifier.uri;
                    let encoding = self.client.encoding;
                    self.documents.change(&uri, it.version, content_changes, encoding);
                }
            }
            Method::TextDocumentDidClose => {
                if let Some(params) = read::<DidCloseTextDocumentNotification>(params) {
                    self.documents.close(&params.text_document.uri);
                }
            }
            Method::CancelRequest => {
                let id = params.get("id").cloned();
                let id = id.and_then(|id| serde_json::from_value(id).ok());
                if let Some(answer) = id.and_then(|id| self.requests.incoming.cancel(id)) {
                    self.send(answer);
                }
            }
            _ => {}
        }
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, message: String) {
        self.send(Response::new_err(id, code as i32, message));
    }

    fn send(&self, message: impl Into<Message>) {
        // That the client is gone shows when the next message is read.
        let _ = self.connection.sender.send(message.into());
    }
}

/// The parameters of a notification. Nobody can be told that they are malformed.
fn read<N: lsp_types::Notification>(params: Value) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params).ok()
}
