//! The main loop of a session.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, never, select, tick, unbounded};
use lsp_server::{
    Connection, ErrorCode, Message, Notification, ReqQueue, Request, RequestId, Response,
};
use lsp_types::{
    Diagnostic, DiagnosticRefreshRequest, InitializeParams, InitializeResult,
    LogMessageNotification, LogMessageParams, LspNotificationMethod, LspRequestMethod, MessageType,
    ServerInfo, ShowMessageNotification, ShowMessageParams, Uri, WorkspaceFolders,
};
use rayon::ThreadPool;
use serde_json::Value;

use super::capabilities::{capabilities, pulls};
use super::client::Client;
use super::dispatch::{self, Route};
use super::documents::{Documents, Snapshot};
use super::options::Options;
use super::parent;
use super::pull::{Files, Pull};
use super::push::Push;
use super::workspace::{Arguments, ClosedPage, Workspace, path_of};

/// How often it is looked whether the editor is still there.
const PARENT_CHECK: Duration = Duration::from_secs(5);

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As the client wanted.
    Shutdown,
    /// The client left without a word.
    Abrupt,
}

/// Serves one session.
///
/// # Errors
/// If the client does not start it as the protocol has it.
pub(super) fn serve(connection: Connection, arguments: Arguments) -> Result<End, String> {
    let (id, params) = connection.initialize_start().map_err(|error| error.to_string())?;
    Server::new(connection, arguments, id, params)?.run()
}

/// One session.
pub(super) struct Server {
    connection: Connection,
    pub(super) client: Arc<Client>,
    /// Whether the client asks for the diagnostics of open pages.
    pub(super) is_pulled: bool,
    pub(super) workspace: Workspace,
    pub(super) documents: Documents,
    pub(super) push: Push,
    files: Arc<Files>,
    pub(super) requests: ReqQueue<Asked, Pending>,
    pub(super) pool: ThreadPool,
    pub(super) done: (Sender<Done>, Receiver<Done>),
    /// The process that started this one.
    parent: Option<i32>,
    is_shutting_down: bool,
}

/// What other threads have done.
pub(super) enum Done {
    /// A request is answered.
    Answer(Response),
    /// An open page is linted; `None` if that failed.
    Linted { uri: Uri, version: Option<i32>, found: Option<Vec<Diagnostic>> },
    /// A page that is not open is linted.
    LintedClosed { round: usize, uri: Uri, found: Vec<Diagnostic> },
}

/// A request that is being answered.
pub(super) struct Asked {
    /// The page that it asks about, and its version.
    page: Option<(Uri, i32)>,
    /// Goes with the request, when that is cancelled.
    _interest: Arc<()>,
}

/// What the client was asked.
pub(super) enum Pending {
    /// To tell later what has changed.
    Registration,
    /// For the settings of the editor.
    Settings,
    /// To ask again for diagnostics.
    Refresh,
}

impl Server {
    fn new(
        connection: Connection,
        arguments: Arguments,
        id: RequestId,
        params: Value,
    ) -> Result<Self, String> {
        let params: InitializeParams = serde_json::from_value(params).map_err(|error| {
            let message = format!("the client cannot be understood: {error}");
            let code = ErrorCode::InvalidParams as i32;
            let _ =
                connection.sender.send(Response::new_err(id.clone(), code, message.clone()).into());
            message
        })?;
        let folders = folders(&params);
        let client = Client::new(params.capabilities);
        let options = Options::read(params.initialization_options.unwrap_or_default());
        let (options, refusal) = match options {
            Ok(options) => (options, None),
            Err(refusal) => (Options::default(), Some(refusal)),
        };
        let result = InitializeResult {
            capabilities: capabilities(&client, &options),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        let threads = std::thread::available_parallelism().map_or(2, |it| it.get().max(2));
        let pool = rayon::ThreadPoolBuilder::new()
            // The pages of the workspace must not keep a request waiting.
            .num_threads(threads)
            .build()
            .map_err(|error| format!("cannot start threads: {error}"))?;
        let server = Self {
            is_pulled: pulls(&client, &options),
            client: Arc::new(client),
            workspace: Workspace::new(arguments, folders, options)?,
            connection,
            documents: Documents::default(),
            push: Push::default(),
            files: Arc::default(),
            requests: ReqQueue::default(),
            pool,
            done: unbounded(),
            parent: params.process_id,
            is_shutting_down: false,
        };
        server.send(Response::new_ok(id, result));
        if let Some(refusal) = refusal {
            server.show(MessageType::Warning, refusal);
        }
        Ok(server)
    }

    fn run(mut self) -> Result<End, String> {
        let ticks = if self.parent.is_some() { tick(PARENT_CHECK) } else { never() };
        loop {
            select! {
                recv(self.connection.receiver) -> message => match message {
                    Ok(Message::Request(request)) => self.request(request),
                    Ok(Message::Notification(it)) if it.method == LspNotificationMethod::Exit.as_str() => {
                        return Ok(if self.is_shutting_down { End::Shutdown } else { End::Abrupt });
                    }
                    Ok(Message::Notification(notification)) => self.notification(notification),
                    Ok(Message::Response(response)) => self.response(response),
                    Err(_) => return Ok(End::Abrupt),
                },
                recv(self.done.1) -> done => match done {
                    Ok(Done::Answer(answer)) => self.answer(answer),
                    Ok(Done::Linted { uri, version, found }) => self.linted(uri, version, found),
                    Ok(Done::LintedClosed { round, uri, found }) => {
                        self.linted_closed(round, uri, found);
                    }
                    // Both ends of this channel are held here.
                    Err(_) => return Ok(End::Abrupt),
                },
                recv(ticks) -> _ => if self.parent.is_some_and(parent::is_gone) {
                    return Ok(End::Abrupt);
                },
            }
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params, .. } = request;
        if self.is_shutting_down || method == LspRequestMethod::Initialize.as_str() {
            let message = format!("this is no time for `{method}`");
            return self.refuse(id, ErrorCode::InvalidRequest, message);
        }
        if method == LspRequestMethod::Shutdown.as_str() {
            self.is_shutting_down = true;
            return self.send(Response::new_ok(id, Value::Null));
        }
        let client = Arc::clone(&self.client);
        match dispatch::route(&method, params) {
            Ok(Route::Page(uri, ask)) => {
                let Some(page) = self.page(&uri) else {
                    return self.refuse(
                        id,
                        ErrorCode::InvalidParams,
                        format!("`{uri}` is not open"),
                    );
                };
                let version = page.version.map(|version| (uri, version));
                self.start_answer(id, version, move |_| page.with(&client, ask));
            }
            Ok(Route::AllPages(ask)) => {
                let (open, closed) = self.pages();
                self.start_answer(id, None, move |interest| {
                    let closed = closed.into_iter().filter_map(|page| page.read());
                    let pages = open.into_iter().chain(closed);
                    let wanted = pages.take_while(|_| interest.strong_count() > 0);
                    let answers = wanted.flat_map(|page| page.with(&client, &ask));
                    Ok(Value::Array(answers.collect()))
                });
            }
            Ok(Route::Diagnostics(params)) => {
                let (open, closed) = self.pages();
                let files = Arc::clone(&self.files);
                self.start_answer(id, None, move |interest| {
                    let pull = Pull { known: params.previous_result_ids, files, client, interest };
                    serde_json::to_value(pull.report(&open, &closed)).map_err(|it| it.to_string())
                });
            }
            Err(error) => self.refuse(id, error.code, error.message),
        }
    }

    /// All pages: those that are open, and the others in the folders of the workspace.
    fn pages(&mut self) -> (Vec<Snapshot>, Vec<ClosedPage>) {
        let open: Vec<Snapshot> = self.documents.all().cloned().collect();
        let mut closed = self.workspace.pages();
        self.publish_mistakes();
        closed.retain(|page| self.documents.get(&page.uri).is_none());
        (open, closed)
    }

    /// A page: as it is in the editor, else as it is on disk.
    fn page(&mut self, uri: &Uri) -> Option<Snapshot> {
        if let Some(page) = self.documents.get(uri) {
            return Some(page.clone());
        }
        let text = std::fs::read_to_string(path_of(uri)?).ok()?;
        Some(Snapshot::new(uri.clone(), None, text, self.workspace.settings(uri)))
    }

    /// Has a request answered on another thread. Nobody waits for the answer any more once no
    /// strong reference is left of the one that the job gets.
    fn start_answer(
        &mut self,
        id: RequestId,
        page: Option<(Uri, i32)>,
        job: impl FnOnce(Weak<()>) -> Result<Value, String> + Send + 'static,
    ) {
        let interest = Arc::new(());
        let watched = Arc::downgrade(&interest);
        self.requests.incoming.register(id.clone(), Asked { page, _interest: interest });
        self.start(move || {
            Done::Answer(match caught(|| job(watched)) {
                Ok(Ok(result)) => Response::new_ok(id, result),
                Ok(Err(why)) => Response::new_err(id, ErrorCode::RequestFailed as i32, why),
                Err(message) => Response::new_err(id, ErrorCode::InternalError as i32, message),
            })
        });
    }

    /// Has something done on another thread.
    pub(super) fn start(&self, job: impl FnOnce() -> Done + Send + 'static) {
        let done = self.done.0.clone();
        self.pool.spawn_fifo(move || {
            // Nobody listens any more once the session is over.
            let _ = done.send(job());
        });
    }

    /// Sends an answer, unless the request was cancelled or its page has changed meanwhile.
    fn answer(&mut self, answer: Response) {
        let Some(asked) = self.requests.incoming.complete(&answer.id) else { return };
        let is_stale = asked.page.is_some_and(|(uri, version)| {
            self.documents.get(&uri).is_none_or(|page| page.version != Some(version))
        });
        if is_stale {
            let message = "the page has changed meanwhile".to_owned();
            return self.refuse(answer.id, ErrorCode::ContentModified, message);
        }
        self.send(answer);
    }

    fn response(&mut self, response: Response) {
        let Some(Pending::Settings) = self.requests.outgoing.complete(response.id) else { return };
        let settings = response.response_result.ok().and_then(|it| it.as_array()?.first().cloned());
        if let Some(settings) = settings.filter(|it| !it.is_null()) {
            self.take_settings(settings);
        }
    }

    /// Reads settings anew, and has all pages linted by them.
    pub(super) fn reload(&mut self) {
        match self.workspace.reloaded() {
            Ok(workspace) => self.workspace = workspace,
            Err(message) => return self.log(MessageType::Error, message),
        }
        self.files = Arc::default();
        self.documents.reload(|uri| self.workspace.settings(uri));
        self.publish_mistakes();
        let open: Vec<Uri> = self.documents.all().map(|page| page.uri.clone()).collect();
        for uri in open {
            self.lint(&uri);
        }
        self.lint_closed();
        if self.is_pulled && self.client.refreshes_diagnostics() {
            self.ask::<DiagnosticRefreshRequest>((), Pending::Refresh);
        }
    }

    /// Reads settings anew if the day has changed, for rules about dates that lie ahead.
    pub(super) fn refresh(&mut self) {
        if self.workspace.is_outdated() {
            self.reload();
        }
    }

    /// Asks the client something.
    pub(super) fn ask<R: lsp_types::Request>(&mut self, params: R::Params, pending: Pending) {
        let method = R::METHOD.as_str().to_owned();
        let request = self.requests.outgoing.register(method, params, pending);
        self.send(request);
    }

    /// Tells the client something.
    pub(super) fn tell<N: lsp_types::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.as_str().to_owned(), params));
    }

    /// Shows the user a message.
    pub(super) fn show(&self, kind: MessageType, message: String) {
        self.tell::<ShowMessageNotification>(ShowMessageParams { kind, message });
    }

    /// Leaves a message in the log of the client.
    pub(super) fn log(&self, kind: MessageType, message: String) {
        self.tell::<LogMessageNotification>(LogMessageParams { kind, message });
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, message: String) {
        self.send(Response::new_err(id, code as i32, message));
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // That the client is gone shows when the next message is read.
        let _ = self.connection.sender.send(message.into());
    }
}

/// What a job makes. What a bug of one feature does must not end the session.
pub(super) fn caught<T>(job: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(job))
        .map_err(|_| "this is a bug in citelint; its log has more".to_owned())
}

/// The folders that the editor has open.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().filter_map(|folder| path_of(&folder.uri)).collect()
        }
        #[expect(deprecated, reason = "older clients know only one folder")]
        _ => params.root_uri.iter().filter_map(path_of).collect(),
    }
}
