package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

func (a app) preflight() *cobra.Command {
	return &cobra.Command{
		Use:   "preflight [--kubeconfig FILE] [--context NAME] [-o text|json] [--nodes] [flags of the suite]",
		Short: "Show what a cluster is, what it refuses and which claims will not apply there",
		Long: `Ask a cluster, before a run, by the questions that a run asks: its nodes and
StorageClasses, what this user may not do, what its policies refuse in their own
words, and which claims will not apply and why. Without a flag it is the cluster
that kubectl would take. The answer comes within 5 seconds; --nodes also asks each
node, by a DaemonSet that is removed again, within 30.

Nothing is left behind: it ends some seconds after the answer, when the namespace
in which it asked is gone. Exit codes: 0 a run would start, 3 it would not.`,
		Example: `  volconf preflight
  volconf preflight --context staging --nodes
  volconf preflight --kubeconfig ~/.kube/config -o json -labels feature=hostpath`,
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if wantsHelp(args) {
				return cmd.Help()
			}
			binary, rest, err := takeBinary(args)
			if err != nil {
				return err
			}
			if rest, err = preflightFlags(rest); err != nil {
				return err
			}
			if binary, err = findSuite(binary, os.Executable); err != nil {
				return err
			}
			err = syscall.Exec(binary, append([]string{binary}, rest...), a.environ)
			return environment(fmt.Errorf("starting %s: %w", binary, err))
		},
	}
}

// preflightFlags puts the suite's own flag in place of -o.
func preflightFlags(args []string) ([]string, error) {
	format, rest := "text", []string{}
	for i := 0; i < len(args); i++ {
		name, value, hasValue := strings.Cut(args[i], "=")
		if name != "-o" && name != "--output" {
			rest = append(rest, args[i])
			continue
		}
		if !hasValue {
			i++
			if i == len(args) {
				return nil, errors.New(name + " needs a format: text or json")
			}
			value = args[i]
		}
		format = value
	}
	if format != "text" && format != "json" {
		return nil, fmt.Errorf("-o %s: the formats are text and json", format)
	}
	return append([]string{"-preflight=" + format}, rest...), nil
}
