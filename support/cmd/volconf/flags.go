package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/volconf/volconf/support/report"
)

// output is the --output flag of the verbs whose answer a script may want.
type output string

const (
	asText output = "text"
	asJSON output = "json"
)

func (o *output) String() string { return string(*o) }
func (o *output) Type() string   { return "text|json" }
func (o *output) Set(s string) error {
	if s != string(asText) && s != string(asJSON) {
		return fmt.Errorf("the outputs are text and json")
	}
	*o = output(s)
	return nil
}

func outputFlag(cmd *cobra.Command) *output {
	o := asText
	cmd.Flags().VarP(&o, "output", "o", "text for people, json for scripts")
	complete(cmd, "output", string(asText), string(asJSON))
	return &o
}

// language is the --lang flag.
type language struct{ report.Lang }

func (l *language) String() string { return string(l.Lang) }
func (l *language) Type() string   { return "en|ko" }
func (l *language) Set(s string) (err error) {
	l.Lang, err = report.ParseLang(s)
	return err
}

func langFlag(cmd *cobra.Command) *language {
	l := &language{report.English}
	cmd.Flags().Var(l, "lang", "language of the words: en or ko")
	complete(cmd, "lang", string(report.English), string(report.Korean))
	return l
}

// complete makes the shell offer the values of a flag.
func complete(cmd *cobra.Command, flag string, values ...string) {
	// It fails only for a flag that does not exist or is completed already.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
