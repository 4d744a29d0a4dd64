//! The command: arguments, pipeline, schedule, report.
