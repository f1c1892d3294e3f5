package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// suiteBinary is the compiled suite, which lies beside this program.
const suiteBinary = "volconf.test"

func (a app) run() *cobra.Command {
	return &cobra.Command{
		Use:   "run [--binary FILE] [flags of the suite]",
		Short: "Run the suite: a cluster, the claims, a report",
		Long: `Run the compiled suite that lies beside volconf (or is named by --binary). This
program becomes the suite: signals, output and the exit code are the suite's own.
All other flags are the suite's; ` + "`volconf run -h`" + ` prints them too.`,
		Example: `  volconf run
  volconf run -labels feature=hostpath -reuse
  volconf run -kubeconfig ~/.kube/config -context staging
  volconf run -list=json`,
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			binary, rest, err := takeBinary(args)
			if err != nil {
				return err
			}
			if wantsHelp(rest) {
				if err := cmd.Help(); err != nil {
					return err
				}
				fmt.Fprintf(a.out, "\nFlags of the suite:\n")
			}
			if binary, err = findSuite(binary, os.Executable); err != nil {
				return err
			}
			err = syscall.Exec(binary, append([]string{binary}, rest...), a.environ)
			return environment(fmt.Errorf("starting %s: %w", binary, err))
		},
	}
}

// takeBinary takes --binary out of the suite's flags.
func takeBinary(args []string) (binary string, rest []string, err error) {
	for i := 0; i < len(args); i++ {
		name, value, hasValue := strings.Cut(args[i], "=")
		if name != "--binary" && name != "-binary" {
			rest = append(rest, args[i])
			continue
		}
		if !hasValue {
			i++
			if i == len(args) {
				return "", nil, errors.New("--binary needs the file of the compiled suite")
			}
			value = args[i]
		}
		binary = value
	}
	return binary, rest, nil
}

func wantsHelp(args []string) bool {
	for _, arg := range args {
		switch arg {
		case "-h", "-help", "--help":
			return true
		}
	}
	return false
}

// findSuite finds the compiled suite.
func findSuite(named string, executable func() (string, error)) (string, error) {
	const cure = "build it with `make bin`, or name it with --binary"
	path := named
	if path == "" {
		self, err := executable()
		if err != nil {
			return "", fmt.Errorf("finding the suite beside this program: %w; %s", err, cure)
		}
		path = filepath.Join(filepath.Dir(self), suiteBinary)
	}
	found, err := exec.LookPath(path)
	if err != nil {
		return "", fmt.Errorf("no compiled suite: %w; %s", err, cure)
	}
	return filepath.Abs(found)
}
