//! Puts a fixed page in the place of the old one, so that a full disk or a kill at any moment
//! leaves the one or the other, whole.
//!
//! The new text goes to a file of its own in the same folder, which then takes the name of the
//! old one in one step. A kill may leave that file behind: a hidden one, `.citelint-…`.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Replaces the text of a file, which must still be `old`. Links are followed, permissions and
/// owner kept.
///
/// # Errors
/// If that cannot be done; the file is as it was.
pub(super) fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    may_replace(&target, &metadata)?;
    let folder = target.parent().ok_or_else(|| io::Error::other("it lies in no folder"))?;
    let mut file = tempfile::Builder::new().prefix(".citelint-").tempfile_in(folder)?;
    file.write_all(new.as_bytes())?;
    keep_owner(&metadata, file.as_file())?;
    // After the owner, since a change of that takes some permissions away.
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    // As late as can be: between this and the next step nothing can be noticed.
    if fs::read(&target)? != old.as_bytes() {
        return Err(io::Error::other("it has changed since it was read; try again"));
    }
    file.persist(&target).map_err(|error| error.error)?;
    // The file is replaced. Should this fail, a power cut may bring the old one back, whole.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Writes a file that is there only once it is whole. Whether it may take the place of another is
/// up to `overwrite`.
///
/// # Errors
/// If that cannot be done; nothing is left behind.
pub(super) fn create(path: &Path, text: &str, overwrite: bool) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".citelint-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    make_readable(file.as_file())?;
    file.as_file().sync_all()?;
    let written = if overwrite { file.persist(path) } else { file.persist_noclobber(path) };
    written.map(drop).map_err(|error| error.error)
}

/// A temporary file can be read by its owner alone, which is not what people expect of a file that
/// they asked for.
#[cfg(unix)]
pub(super) fn make_readable(file: &File) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn make_readable(_: &File) -> io::Result<()> {
    Ok(())
}

/// Refuses what a new file could not stand for.
fn may_replace(target: &Path, metadata: &Metadata) -> io::Result<()> {
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    // A new file could take the place of one that is not to be written.
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    OpenOptions::new().write(true).open(target)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if metadata.nlink() > 1 {
            let names = metadata.nlink();
            return Err(io::Error::other(format!(
                "it has {names} names (hard links), and the others would keep the old text; \
                 fix a copy, or remove the other names first"
            )));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn keep_owner(old: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let metadata = new.metadata()?;
    let differs = |of: fn(&Metadata) -> u32| (of(old) != of(&metadata)).then(|| of(old));
    let (user, group) = (differs(Metadata::uid), differs(Metadata::gid));
    if user.is_none() && group.is_none() {
        return Ok(());
    }
    fchown(new, user, group).map_err(|error| {
        io::Error::other(format!("its owner would change, and cannot be kept: {error}"))
    })
}

#[cfg(not(unix))]
fn keep_owner(_old: &Metadata, _new: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::replace;

    #[test]
    fn a_file_is_replaced_only_if_it_holds_what_was_read() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.wiki");
        let text = || fs::read_to_string(&path).expect("the file can be read");
        fs::write(&path, "changed").expect("the file can be written");

        let error = replace(&path, "old", "new").expect_err("the file has changed");
        assert!(error.to_string().contains("changed since"), "{error}");
        assert_eq!(text(), "changed");
        replace(&path, "changed", "new").expect("the file can be replaced");
        assert_eq!(text(), "new");
        replace(&folder.path().join("b.wiki"), "", "new").expect_err("there is no such file");
        let names = fs::read_dir(folder.path()).expect("the folder can be listed").count();
        assert_eq!(names, 1, "no other file is left");
    }
}
