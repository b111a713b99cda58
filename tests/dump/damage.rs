//! What is damaged, cut off or a trap: what could be read is kept, and nothing panics.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::make::{
    FOOTER, HEADER, bzip2, dump, gzip, multistream, page, seven_zip, utf16, whole, zstd,
};
use super::runner::Runner;
use super::{citelint, folder, lines, stderr, stdout};

/// Pages of the dumps here.
const PAGES: usize = 30;

/// How many damaged dumps of each format are tried.
const FLIPS: usize = 60;

/// More memory than any of these runs may take, in KiB: 200 MB.
const MAX_KIB: u64 = 200_000_000 / 1024;

#[test]
fn a_dump_that_is_cut_off_keeps_what_comes_before() {
    let folder = folder("cut");
    let runner = Runner::new();
    for (name, bytes) in formats() {
        let (whole, problems) = runner.run(&folder, &bytes).expect("a sound dump");
        assert!(problems.is_empty(), "{name}: {problems:?}");
        let mut longest = 0;
        for percent in 1..100 {
            let cut = &bytes[..bytes.len() * percent / 100];
            match runner.run(&folder, cut) {
                Ok((found, problems)) => {
                    assert!(whole.starts_with(&found), "{name} at {percent} %");
                    assert_eq!(problems.len(), 1, "{name} at {percent} %: {problems:?}");
                    longest = longest.max(found.len());
                }
                Err(message) => assert!(message.starts_with("cannot read `dump`: "), "{message}"),
            }
        }
        // An archive of 7z ends with its directory, and a frame of zstd is given out with delay.
        let holds_back = ["7z", "Zstandard"].contains(&name);
        assert!(holds_back || longest > whole.len() / 2, "{name}: only {longest} bytes");
    }
}

#[test]
fn flipped_bits_do_no_harm_beyond_what_they_hit() {
    let folder = folder("flips");
    let runner = Runner::new();
    let mut random = Random(42);
    for (name, bytes) in formats() {
        let mut readable = 0;
        for _ in 0..FLIPS {
            let mut flipped = bytes.clone();
            let at = random.below(bytes.len() as u64) as usize;
            flipped[at] ^= 1 << random.below(8);
            let result = runner.run(&folder, &flipped);
            // What is printed is JSON whatever happens.
            let found = result.as_ref().map(|(found, _)| lines(found)).unwrap_or_default();
            readable += usize::from(!found.is_empty());
        }
        assert!(readable > FLIPS / 5 || name == "7z", "{name}: only {readable} could be read");
    }
}

#[test]
fn after_a_damaged_stream_the_next_ones_are_read() {
    let folder = folder("stream");
    let bytes = multistream(PAGES);
    let starts: Vec<usize> = memchr::memmem::find_iter(&bytes, b"BZh11AY").collect();
    assert_eq!(starts.len(), 1 + PAGES / 10 + 1, "a stream for each ten pages");
    let mut damaged = bytes.clone();
    damaged[starts[2] + 60] ^= 1;
    fs::write(folder.join("dump"), &damaged).expect("the dump can be written");
    let output = citelint(&folder, &["dump"], b"");
    assert_eq!(output.status.code(), Some(2));
    let stream = format!("bzip2 stream at byte {}: it does not decode", starts[2]);
    assert!(stderr(&output).starts_with("error: `dump`: at offset "), "{output:?}");
    assert!(stderr(&output).contains(&stream), "{output:?}");
    let ids = lines(stdout(&output)).into_iter().filter_map(|it| it["page"]["id"].as_u64());
    let ids: Vec<u64> = ids.collect();
    assert!(ids.iter().any(|&it| it <= 10) && ids.iter().any(|&it| it > 20), "{ids:?}");
    assert!(!ids.iter().any(|&it| (11..=20).contains(&it)), "{ids:?}");

    // Where even its start is lost, it looks like rubbish after the stream before.
    damaged[starts[2]] ^= 1;
    fs::write(folder.join("dump"), &damaged).expect("the dump can be written");
    let output = citelint(&folder, &["dump"], b"");
    assert!(stderr(&output).contains("bytes that belong to no stream follow it"), "{output:?}");
    let after = lines(stdout(&output)).into_iter().filter_map(|it| it["page"]["id"].as_u64());
    assert_eq!(after.collect::<Vec<_>>(), ids);
}

#[test]
fn broken_pages_are_named_and_their_neighbours_linted() {
    let folder = folder("pages");
    let faulty = |number: usize| page(number, &format!("P{number}"), 0, "A.</ref>\n");
    let pages = [
        faulty(1),
        faulty(2).replace("</page>", "</pagf>"),
        faulty(3),
        faulty(4).replace("</revision>", "</revisiom>"),
        faulty(5).replace("A.", "A&#x0;&nbsp;"),
        faulty(6),
    ];
    let mut xml = whole(&pages).into_bytes();
    let at = memchr::memmem::find(&xml, b"P6").expect("its title");
    xml[at] = 0xff;
    let (found, problems) = Runner::new().run(&folder, &xml).expect("it can be read");
    let ids: Vec<_> = lines(&found).iter().filter_map(|it| it["page"]["id"].as_u64()).collect();
    assert_eq!(ids, [1, 3]);
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let offset = |title: &str| memchr::memmem::find(&xml, title.as_bytes()).expect("a title") - 18;
    for (problem, title, what) in [
        (&problems[0], "P2", "its XML is broken"),
        (&problems[1], "P4", "its XML is broken"),
        (&problems[2], "P5", ""),
    ] {
        let place = format!("at offset {} of the XML, in the page `{title}`, ", offset(title));
        assert!(problem.starts_with(&place), "{problem}\n{place}");
        assert!(problem.contains(what), "{problem}");
    }
    assert!(problems[3].contains("it is not UTF-8: the byte 0xFF"), "{problems:?}");
}

#[test]
fn a_page_too_long_is_left_out() {
    let folder = folder("long");
    let long = page(1, "Long", 0, &"It is long.\n".repeat(2_000_000));
    let xml = whole(&[long, page(2, "P2", 0, "A.</ref>\n")]);
    let (found, problems) = Runner::new().run(&folder, xml.as_bytes()).expect("a dump");
    assert!(found.contains("\"title\":\"P2\""), "{found}");
    assert!(problems[0].to_string().contains("in the page `Long`, it is longer than 16 MiB"));
}

#[test]
fn bombs_stop_at_the_cap_in_little_memory() {
    let folder = folder("bombs");
    // 10 GB of one page, of which the streams repeat.
    let start = [HEADER, "<page><title>Bomb</title><ns>0</ns><id>1</id><revision><text>"].concat();
    let zeros = vec![b'0'; 64 << 20];
    let bomb = |compress: fn(&[u8]) -> Vec<u8>| {
        let stream = compress(&zeros);
        let streams = std::iter::repeat_n(&stream[..], 160);
        [&compress(start.as_bytes())[..]].into_iter().chain(streams).collect::<Vec<_>>().concat()
    };
    for (name, bytes) in [("bzip2", bomb(bzip2)), ("gzip", bomb(gzip)), ("Zstandard", bomb(zstd))] {
        fs::write(folder.join("dump"), &bytes).expect("the dump can be written");
        for (limits, message) in [
            (&["--max-ratio=50"][..], "it unpacks to more than 50 times its size"),
            (
                &["--max-ratio=1000000", "--max-size=300M"],
                "the XML is longer than `--max-size` allows",
            ),
        ] {
            let (errors, peak) = run_watched(&folder, limits);
            assert!(errors.contains(message), "{name}: {errors}");
            assert!(errors.contains("in the page `Bomb`"), "{name}: {errors}");
            assert!(peak < MAX_KIB, "{name}: {peak} KiB");
        }
    }
}

/// What the command says, and the most memory that it took, in KiB; 0 where that cannot be known.
fn run_watched(folder: &Path, arguments: &[&str]) -> (String, u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citelint"))
        .args(["dump", "--isolated", "dump"])
        .args(arguments)
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        peak = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak);
        sleep(Duration::from_millis(1));
    }
    let mut errors = String::new();
    let mut pipe = child.stderr.take().expect("a pipe");
    pipe.read_to_string(&mut errors).expect("UTF-8");
    (errors, peak)
}

fn formats() -> Vec<(&'static str, Vec<u8>)> {
    let xml = dump(PAGES);
    vec![
        ("XML", xml.clone().into_bytes()),
        ("UTF-16", utf16(&xml, u16::to_le_bytes)),
        ("bzip2", bzip2(&multiple_blocks(&xml))),
        ("bzip2 in several streams", multistream(PAGES)),
        ("gzip", gzip(xml.as_bytes())),
        ("Zstandard", zstd(xml.as_bytes())),
        ("7z", seven_zip(xml.as_bytes())),
    ]
}

/// bzip2 gives nothing out before a block of 100 kB is whole.
fn multiple_blocks(xml: &str) -> Vec<u8> {
    let pages: String = (0..3).map(|_| &xml[HEADER.len()..xml.len() - FOOTER.len()]).collect();
    [HEADER, &pages, FOOTER].concat().into_bytes()
}

/// Numbers that are the same on every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        // Marsaglia's xorshift64.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
