// Command ociarchive packs folders into one archive of container images: an OCI image
// layout in a tar file, as `ctr images import` and `podman load` read it.
//
// It needs no container engine and no privileges, and the same folders always give the
// same bytes: the order of entries is sorted, times are zero and owners are root unless
// the plan says otherwise. Layers that several images name are stored once.
//
//	ociarchive -plan plan.json -o images.tar > index.json
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	planPath := flag.String("plan", "", "JSON `FILE` that describes the layers and images")
	output := flag.String("o", "", "archive `FILE` to write")
	flag.Parse()
	if *planPath == "" || *output == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*planPath, *output, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "ociarchive:", err)
		os.Exit(1)
	}
}

// run writes the archive beside its final name and renames it, so that a reader never
// meets half of one, and prints what it holds.
func run(planPath, output string, stdout io.Writer) (err error) {
	plan, err := readPlan(planPath)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(output), filepath.Base(output)+".*")
	if err != nil {
		return fmt.Errorf("create the archive: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	packed, err := pack(plan, file)
	if err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("write the archive: %w", err)
	}
	if err := os.Chmod(file.Name(), 0o644); err != nil {
		return fmt.Errorf("make the archive readable: %w", err)
	}
	if err := os.Rename(file.Name(), output); err != nil {
		return fmt.Errorf("put the archive in place: %w", err)
	}
	encoder := json.NewEncoder(stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(packed)
}
