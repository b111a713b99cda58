//! How fast the stages of a run are.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What the stages of a run have done, counted by all threads.
#[derive(Debug, Default)]
pub struct Meter {
    /// Reading the file: its bytes, compressed or not.
    pub read: Stage,
    /// Decompressing: bytes of XML.
    pub decode: Stage,
    /// Taking pages out of XML: bytes of XML.
    pub parse: Stage,
    /// Linting: bytes of wikitext.
    pub lint: Stage,
}

/// What one stage has done.
#[derive(Debug, Default)]
pub struct Stage {
    bytes: AtomicU64,
    nanoseconds: AtomicU64,
}

impl Stage {
    /// Bytes that went through.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Time that threads spent at it, added up.
    pub fn time(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
    }

    /// Megabytes (1,000,000 bytes) a second and thread; `None` if it was never busy.
    pub fn rate(&self) -> Option<f64> {
        let seconds = self.time().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate is shown with three digits")]
        (seconds > 0.0).then(|| self.bytes() as f64 / 1e6 / seconds)
    }

    pub(super) fn add_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn add_time(&self, time: Duration) {
        let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    /// Runs a step and adds the time that it takes.
    pub(super) fn timed<T>(&self, step: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = step();
        self.add_time(start.elapsed());
        result
    }
}

/// A reader whose bytes and time are counted.
pub(super) struct Metered<'a, R> {
    inner: R,
    stage: &'a Stage,
}

impl<'a, R> Metered<'a, R> {
    pub(super) fn new(inner: R, stage: &'a Stage) -> Self {
        Self { inner, stage }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stage.timed(|| self.inner.read(buffer))?;
        self.stage.add_bytes(read as u64);
        Ok(read)
    }
}

impl<R: io::Seek> io::Seek for Metered<'_, R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
