package sabotages

// Scripts that empty the folder $d, and the folders in it. The images' find
// (busybox) has no -delete. A read-only mount stays as it is.
const (
	emptied        = `rm -rf "$d"/* "$d"/.[!.]* 2>/dev/null || true`
	foldersEmptied = `for f in "$d"/*/ "$d"/.[!.]*/; do rm -rf "$f"* "$f".[!.]* 2>/dev/null || true; done`
)
