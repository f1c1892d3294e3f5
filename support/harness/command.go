package harness

import (
	"regexp"
	"slices"
	"strings"
)

// left stands in the report for what it must not publish.
const left = "(left out)"

// secretFlags take a value that may hold a secret anywhere: a command line.
var secretFlags = []string{"restart-node"}

// The secrets that other values may hold: what stands before the @ of a URL, and
// what a name such as token or password is given.
var (
	userInfo = regexp.MustCompile(`(://)[^/@\s]+@`)
	named    = regexp.MustCompile(`(?i)\b(token|password|passwd|secret|key|authorization|bearer)([=:]\s*|\s+)[^\s&'"]+`)
)

// publishable is a flag's value as a report may show it.
func publishable(flag, value string) string {
	if slices.Contains(secretFlags, strings.TrimLeft(flag, "-")) {
		return left
	}
	value = userInfo.ReplaceAllString(value, "${1}"+left+"@")
	return named.ReplaceAllString(value, "${1}${2}"+left)
}

// command repeats the run when it is pasted into a shell, but for the secrets.
func command(args []string) string {
	quoted := make([]string, 0, len(args))
	flag := "" // that the next word is the value of
	for _, arg := range args {
		name, value, joined := strings.Cut(arg, "=")
		switch {
		case strings.HasPrefix(arg, "-") && joined:
			arg, flag = name+"="+publishable(name, value), ""
		case strings.HasPrefix(arg, "-"):
			flag = arg
		default:
			arg, flag = publishable(flag, arg), ""
		}
		quoted = append(quoted, quote(arg))
	}
	return strings.Join(quoted, " ")
}

func quote(arg string) string {
	if strings.ContainsAny(arg, " \t\n'\"$`\\|&;()<>*?") || arg == "" {
		return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
	}
	return arg
}
