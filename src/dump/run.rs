//! The threads of a run, and what passes between them:
//!
//! reading and decoding → blocks → cutting → batches of pages → linting → findings, in order.
//!
//! Whoever hands work to several threads also hands the place where the result will come out, in
//! the order of the dump, to the one who waits for it. So nothing needs to be sorted, and since all
//! channels have few places, nobody runs far ahead.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use memchr::memmem;

use super::blocks::{Block, Blocks};
use super::bzip2;
use super::checkpoint::Checkpoint;
use super::cut::{Batch, Cutter};
use super::decode;
use super::input::{Compression, Input};
use super::meter::Metered;
use super::output::Output;
use super::site_info::{MAX_HEADER_BYTES, SiteInfo};
use super::summary::Summary;
use super::utf16::in_utf8;
use super::work::{Done, Linter};
use super::{Options, Watch};

/// Lints the pages of a dump from the checkpoint on. What is found goes to the output, what cannot be
/// read to the watch, both in the order of the dump.
///
/// # Errors
/// If nothing can be read, or the findings cannot be written; the text says why. The checkpoint in
/// the output stays.
pub fn run(
    input: Input,
    options: &Options<'_>,
    mut checkpoint: Checkpoint,
    output: &mut Output<'_>,
    watch: &mut dyn Watch,
) -> Result<Summary, String> {
    let name = input.name.clone();
    let meter = options.meter;
    let threads = options.threads.get();
    let position = checkpoint.position;
    if checkpoint.is_over {
        return Ok(checkpoint.summary);
    }
    thread::scope(|scope| {
        let (streams_in, streams) = bounded(threads);
        if input.compression == Compression::Bzip2 {
            let (jobs_in, jobs) = bounded(threads);
            for _ in 0..threads {
                let jobs = jobs.clone();
                scope.spawn(move || bzip2::decode(&jobs, meter));
            }
            let file = input.reader(position.restart).map_err(|it| cannot_read(&name, &it))?;
            let file = Metered::new(file, &meter.read);
            scope.spawn(move || bzip2::split(file, position.restart, &jobs_in, &streams_in));
        } else {
            scope.spawn(move || decode::decode(input, position.restart, meter, &streams_in));
        }
        let blocks = Blocks::new(streams, position.restart_offset, options.limits, meter);
        let mut blocks = in_utf8(blocks);
        let mut held = Vec::new();
        if position.offset == 0 {
            let info = read_info(&mut blocks, &mut held);
            let info = info.map_err(|error| format!("cannot read `{name}`: {error}"));
            checkpoint.info = info.inspect_err(|_| output.abandon())?;
        }
        let info = checkpoint.info.clone();
        let asked = options.namespaces.unwrap_or_default();
        let namespaces = asked.iter().map(|it| info.namespace(it)).collect::<Result<Vec<_>, _>>();
        let namespaces = namespaces.inspect_err(|_| output.abandon())?;
        let linter = Linter {
            name: &name,
            site: options.site,
            rules: options.rules,
            info: &info,
            namespaces: options.namespaces.is_some().then_some(&*namespaces),
            titles: options.titles,
            meter,
            prints: !matches!(output, Output::Nowhere),
        };
        let blocks = held.into_iter().chain(blocks);
        let run = Run { linter: &linter, threads, checkpoint, output, watch };
        run.all(blocks)
    })
}

struct Run<'a, 'o> {
    linter: &'a Linter<'a>,
    threads: usize,
    checkpoint: Checkpoint,
    output: &'a mut Output<'o>,
    watch: &'a mut dyn Watch,
}

/// A batch, and where its result goes.
type Job = (Batch, Sender<Done>);

impl Run<'_, '_> {
    fn all(mut self, blocks: impl Iterator<Item = Block> + Send) -> Result<Summary, String> {
        let linter = self.linter;
        let position = self.checkpoint.position;
        thread::scope(|scope| {
            let (jobs_in, jobs) = bounded::<Job>(self.threads);
            let (results_in, results) = bounded(2 * self.threads);
            scope.spawn(move || {
                let mut cutter = Cutter::new(position);
                for block in skip(blocks, position.offset - position.restart_offset) {
                    for batch in cutter.push(block) {
                        if !hand_out(batch, &jobs_in, &results_in) {
                            return;
                        }
                    }
                }
                for batch in cutter.finish() {
                    hand_out(batch, &jobs_in, &results_in);
                }
            });
            for _ in 0..self.threads {
                let jobs = jobs.clone();
                scope.spawn(move || {
                    for (batch, result) in jobs {
                        // Nobody may want it.
                        let _ = result.send(linter.lint(batch));
                    }
                });
            }
            self.collect(&results)
        })
    }

    /// Writes results in the order of the dump.
    fn collect(&mut self, results: &Receiver<Receiver<Done>>) -> Result<Summary, String> {
        self.output.save(&self.checkpoint, true)?;
        for result in results {
            let done = result.recv().map_err(|_| "a thread has ended too early".to_owned())?;
            for problem in &done.problems {
                self.watch.problem(problem);
            }
            if !self.output.write(&done.lines)? {
                break;
            }
            self.checkpoint.written += done.lines.len() as u64;
            self.checkpoint.position = done.end;
            self.checkpoint.summary.add(done.summary);
            self.checkpoint.is_over = done.is_last;
            self.output.save(&self.checkpoint, false)?;
            self.watch.progress(&self.checkpoint.summary);
        }
        self.output.save(&self.checkpoint, true)?;
        Ok(std::mem::take(&mut self.checkpoint.summary))
    }
}

/// Hands a batch to the linters and its result to the writer; `false` if nobody wants it.
fn hand_out(batch: Batch, jobs: &Sender<Job>, results: &Sender<Receiver<Done>>) -> bool {
    let (result_in, result) = bounded(1);
    results.send(result).is_ok() && jobs.send((batch, result_in)).is_ok()
}

/// Leaves out bytes at the start.
fn skip(blocks: impl Iterator<Item = Block>, mut count: u64) -> impl Iterator<Item = Block> {
    blocks.map(move |mut block| {
        let here = count.min(block.bytes.len() as u64);
        if here > 0 {
            block.bytes.drain(..here as usize);
            block.restart = None;
            count -= here;
        }
        block
    })
}

/// Reads what the dump says of its wiki, and keeps the blocks that were needed for it.
fn read_info(
    blocks: &mut dyn Iterator<Item = Block>,
    held: &mut Vec<Block>,
) -> Result<SiteInfo, String> {
    let mut header = Vec::new();
    loop {
        let block = blocks.next();
        let damage = block.as_ref().and_then(|it| it.damage.clone());
        let is_last = block.is_none() || damage.is_some();
        header
            .extend(block.iter().flat_map(|it| &it.bytes[..it.bytes.len().min(MAX_HEADER_BYTES)]));
        held.extend(block);
        let ends = ["</siteinfo>", "<page>", "<page "];
        let end = ends.iter().filter_map(|it| memmem::find(&header, it.as_bytes())).min();
        if end.is_none() && !is_last && header.len() < MAX_HEADER_BYTES {
            continue;
        }
        let text = &header[..end.unwrap_or(header.len()).min(MAX_HEADER_BYTES)];
        let info = SiteInfo::parse(&String::from_utf8_lossy(text));
        return match damage.filter(|_| end.is_none()) {
            Some(damage) => Err(damage),
            None => info,
        };
    }
}

fn cannot_read(name: &str, error: &io::Error) -> String {
    format!("cannot read `{name}`: {error}")
}
