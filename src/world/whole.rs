//! Files that are written as a whole or not at all: under a temporary name beside their place, then renamed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::write::{folder_of, temporary};

/// A file being written. Unless [`WholeFile::finish`] is called, what stood at its place stays.
#[derive(Debug)]
pub struct WholeFile {
    writer: BufWriter<File>,
    /// Where it is written, and where it belongs; none for what is no file (`/dev/null`, a pipe), which is
    /// written in place.
    places: Option<(PathBuf, PathBuf)>,
}

impl WholeFile {
    /// Begins a file. Links are followed; permissions of a file that is there are kept.
    ///
    /// # Errors
    /// What the system says: no such folder, no permission.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let there = std::fs::metadata(&path).ok();
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            let file = OpenOptions::new().write(true).open(&path)?;
            return Ok(Self { writer: BufWriter::new(file), places: None });
        }
        let (temporary, file) = temporary(folder_of(&path), &path)?;
        let whole = Self {
            writer: BufWriter::with_capacity(1 << 16, file),
            places: Some((temporary, path)),
        };
        if let Some(there) = there {
            whole.writer.get_ref().set_permissions(there.permissions())?;
        }
        Ok(whole)
    }

    /// Puts the file at its place.
    ///
    /// # Errors
    /// What the system says; then the place is as it was.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()?;
        if let Some((temporary, path)) = &self.places {
            self.writer.get_ref().sync_all()?;
            std::fs::rename(temporary, path)?;
            // The rename too must outlive a loss of power; where folders cannot be synced, the system does it.
            let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
            self.places = None;
        }
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some((temporary, _)) = &self.places {
            // The temporary file is of no use to anybody; if removing it fails too, the first error counts.
            let _ = std::fs::remove_file(temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_that_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.sarif");
        let mut file = WholeFile::begin(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert!(names(folder.path()).is_empty());
        let mut file = WholeFile::begin(&path).unwrap();
        file.write_all(b"whole").unwrap();
        file.finish().unwrap();
        assert_eq!(names(folder.path()), ["report.sarif"]);
        assert_eq!(std::fs::read(&path).unwrap(), b"whole");
    }

    #[test]
    fn a_missing_folder_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(WholeFile::begin(&folder.path().join("no/report")).is_err());
        assert!(WholeFile::begin(folder.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").unwrap();
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut file = WholeFile::begin(&link).unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        let mut null = WholeFile::begin(Path::new("/dev/null")).unwrap();
        null.write_all(b"x").unwrap();
        null.finish().unwrap();
    }
}
