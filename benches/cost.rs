//! What a process has cost so far.

use std::fs;

/// Seconds of all cores that this process took so far; 0 where the system does not tell.
pub fn cpu() -> f64 {
    /// Ticks a second on every Linux of today.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or("").split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    fields.get(11..13).map_or(0.0, |times| times.iter().sum::<f64>() / TICKS)
}

/// Seconds that the first thread of this process was at work, to within a few milliseconds; 0 where the system does not
/// tell. Other programs on the same cores make it no longer, as they do the time on the wall.
#[allow(dead_code, reason = "not every bench uses it")]
pub fn at_work() -> f64 {
    let schedule = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    schedule.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// Most memory that this process held, in MB; 0 where the system does not tell.
pub fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
