package preflight

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/volconf/volconf/support/claim"
)

// WriteText prints the result for a reader at a terminal.
func (r *Result) WriteText(out io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "Kubernetes %s at %s\n", r.Server, r.Address)
	r.writeNodes(&text)
	r.writeClasses(&text)
	section(&text, "This user may not", r.Missing)
	section(&text, "The cluster refuses", mapped(r.Refusals, func(f Refusal) string { return f.What + ": " + f.Words }))
	section(&text, "The cluster puts into Pods", mapped(r.Injected, Injected.String))
	r.writeClaims(&text)
	if r.Problem != "" {
		fmt.Fprintf(&text, "\nNo run would start: %s\n", r.Problem)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

func (c Injected) String() string {
	if c.Classic {
		return "container " + c.Name + ", a classic sidecar: Pods do not end by themselves"
	}
	return "container " + c.Name + ", a native sidecar"
}

func (r *Result) writeNodes(text *strings.Builder) {
	rows := [][]string{{"NODE", "OS", "ARCHITECTURE", "KUBELET", "RUNTIME", "CLAIMS RUN THERE"}}
	for _, n := range r.Nodes {
		fit := "yes"
		if n.Unfit != "" {
			fit = "no: " + n.Unfit
		}
		rows = append(rows, []string{n.Name, n.OS, n.Arch, n.Kubelet, n.Runtime, fit})
	}
	table(text, rows)
	for _, n := range r.Nodes {
		if n.Learned != nil {
			section(text, "On node "+n.Name, n.Learned.lines())
		}
	}
}

func (p Places) lines() []string {
	var lines []string
	for _, place := range claim.Places() {
		words := strings.ReplaceAll(place, "-", " ")
		if where := p.Found[place]; where != "" {
			lines = append(lines, words+": "+where)
		} else {
			lines = append(lines, words+": not known: "+p.Unknown[place])
		}
	}
	return append(lines, fmt.Sprintf("cgroups: version %d", p.CgroupVersion), "git: "+yes(p.Git), "NFS in the kernel: "+yes(p.NFS))
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (r *Result) writeClasses(text *strings.Builder) {
	if len(r.Classes) == 0 {
		text.WriteString("\nThe cluster has no StorageClass.\n")
		return
	}
	rows := [][]string{{"STORAGECLASS", "PROVISIONER", "BINDING", "RECLAIM", "DEFAULT"}}
	for _, c := range r.Classes {
		rows = append(rows, []string{c.Name, c.Provisioner, c.Binding, c.Reclaim, yes(c.Default)})
	}
	table(text, rows)
}

func (r *Result) writeClaims(text *strings.Builder) {
	if r.Selected == 0 {
		return
	}
	fmt.Fprintf(text, "\nOf %d selected claims %d apply.\n", r.Selected, r.Selected-len(r.NotApplicable))
	section(text, "Not applicable", mapped(r.NotApplicable, func(n NotApplicable) string { return n.ID + ": " + n.Reason.En }))
	section(text, "Only the nodes tell whether these apply (--nodes asks them)", r.OnlyNodesTell)
}

func section(text *strings.Builder, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(text, "\n%s:\n", title)
	for _, line := range lines {
		fmt.Fprintf(text, "  %s\n", line)
	}
}

func table(text *strings.Builder, rows [][]string) {
	text.WriteString("\n")
	w := tabwriter.NewWriter(text, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	_ = w.Flush() // a strings.Builder takes everything
}

func mapped[T any](list []T, line func(T) string) []string {
	lines := make([]string, 0, len(list))
	for item := range slices.Values(list) {
		lines = append(lines, line(item))
	}
	return lines
}
