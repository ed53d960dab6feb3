//! A Datasette that runs, and requests to it.

use crate::SAMPLE;
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Ends with the test program: a static is never dropped, so the child watches the pipe of its standard input instead.
pub struct Server {
    _folder: TempDir,
    _child: Child,
    port: u16,
    /// `0.65.5`
    pub version: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Server {
    /// Runs `huiyao datasette` and starts what it prints, with this Datasette and a free port.
    pub fn start(program: PathBuf) -> Self {
        let version = Command::new(&program).arg("--version").output();
        let version = version.unwrap_or_else(|e| panic!("{}: {e}", program.display()));
        let version = String::from_utf8(version.stdout).unwrap();
        let folder = TempDir::new().unwrap();
        let site = folder.path().join("site");
        let mut huiyao = assert_cmd::Command::cargo_bin("huiyao").unwrap();
        let printed = huiyao.args(["datasette", SAMPLE, "--out"]).arg(&site).assert().success();
        let printed = printed.get_output().stdout.clone();
        let line = String::from_utf8(printed).unwrap();
        let arguments = line.trim().strip_prefix("datasette ").unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // The shell ends its child when the test program, which holds the other end of the pipe, is gone.
        let script = format!("'{}' {arguments} --port {port} & cat >/dev/null; kill $!", program.display());
        let child = Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let version = version.trim().rsplit(' ').next().unwrap().to_owned();
        let server = Self { _folder: folder, _child: child, port, version };
        server.wait();
        server
    }

    fn wait(&self) {
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(120), "Datasette {} does not start", self.version);
            sleep(Duration::from_millis(100));
        }
    }

    /// Address of a path, for the browser.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Asks for a path, which is already encoded.
    pub fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// A page that must be there.
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{} {path}: {}", self.version, answer.body);
        answer.body
    }

    /// Data that must be there.
    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.page(path)).unwrap_or_else(|e| panic!("{} {path}: {e}", self.version))
    }
}

/// Text as part of an address.
pub fn encoded(text: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    text.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
