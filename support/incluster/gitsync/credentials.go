package main

import (
	"fmt"
	"os"
	"strings"
)

// helper is a credential helper that answers from the environment, so that the password
// is in no file, no URL and no argument list.
const helper = `!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "$GITSYNC_HELPER_USERNAME" "$GITSYNC_HELPER_PASSWORD"; }; f`

// credentials are the environment that lets git log in.
func (r repository) credentials() ([]string, error) {
	settings := [][2]string{
		{"safe.directory", "*"}, // the volume's root may belong to another user
		{"gc.autoDetach", "false"},
	}
	env := []string{"GIT_SSH_COMMAND=" + r.sshCommand()}
	if r.username != "" {
		password, err := os.ReadFile(r.passwordFile)
		if err != nil {
			return nil, fmt.Errorf("read the password (--password-file): %w", err)
		}
		settings = append(settings, [2]string{"credential.helper", helper})
		env = append(env, "GITSYNC_HELPER_USERNAME="+r.username,
			"GITSYNC_HELPER_PASSWORD="+strings.TrimRight(string(password), "\r\n"))
	}
	env = append(env, fmt.Sprintf("GIT_CONFIG_COUNT=%d", len(settings)))
	for i, setting := range settings {
		env = append(env, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", i, setting[0]), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", i, setting[1]))
	}
	return env, nil
}

func (r repository) sshCommand() string {
	command := []string{"ssh", "-i", quote(r.sshKeyFile), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"}
	if !r.sshKnownHosts {
		return strings.Join(append(command, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"), " ")
	}
	return strings.Join(append(command, "-o", "StrictHostKeyChecking=yes", "-o", quote("UserKnownHostsFile="+r.sshKnownHostsFile)), " ")
}

// quote is for git, which hands the command to a shell.
func quote(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
