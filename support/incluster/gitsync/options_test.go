package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func environment(pairs ...string) func(string) (string, bool) {
	values := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return func(name string) (string, bool) {
		value, ok := values[name]
		return value, ok
	}
}

func TestDefaultsAreThoseOfGitSync(t *testing.T) {
	opts, err := parseOptions([]string{"--repo=http://git/site.git", "--root=/git"}, environment())
	require.NoError(t, err)
	assert.Equal(t, "HEAD", opts.ref)
	assert.Equalf(t, "/git/site.git", opts.link, "the last part of the repository's address")
	assert.Equal(t, 10*time.Second, opts.period)
	assert.Equal(t, 1, opts.depth)
	assert.Zero(t, opts.maxFailures)
	assert.True(t, opts.sshKnownHosts)
}

func TestEnvironmentAndFlags(t *testing.T) {
	opts, err := parseOptions([]string{"--ref", "flag"}, environment(
		"GITSYNC_REPO", "http://git/site.git/", "GITSYNC_ROOT", "/git", "GITSYNC_REF", "environment", "GITSYNC_MAX_FAILURES", "-1", "GITSYNC_ONE_TIME", "true"))
	require.NoError(t, err)
	assert.Equalf(t, "flag", opts.ref, "the command line comes first")
	assert.Equal(t, -1, opts.maxFailures)
	assert.True(t, opts.oneTime)
	assert.Equal(t, "/git/site.git", opts.link)
}

func TestOptionsRejected(t *testing.T) {
	good := []string{"--repo=http://git/site.git", "--root=/git"}
	cases := map[string]struct {
		args  []string
		env   func(string) (string, bool)
		wants string
	}{
		"no repo":              {[]string{"--root=/git"}, environment(), "--repo"},
		"no root":              {[]string{"--repo=x"}, environment(), "--root"},
		"a flag of v3":         {append(good, "--branch=main"), environment(), "stand-in"},
		"a flag we lack":       {append(good, "--webhook-url=http://x"), environment(), "webhook-url"},
		"too short a period":   {append(good, "--period=9ms"), environment(), "10ms"},
		"a period of no unit":  {append(good, "--period=10"), environment(), "period"},
		"no time to sync":      {append(good, "--sync-timeout=0s"), environment(), "--sync-timeout"},
		"negative depth":       {append(good, "--depth=-1"), environment(), "--depth"},
		"empty ref":            {append(good, "--ref="), environment(), "--ref"},
		"an argument":          {append(good, "main"), environment(), `"main"`},
		"environment: no unit": {good, environment("GITSYNC_PERIOD", "10"), "GITSYNC_PERIOD"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := parseOptions(c.args, c.env)
			require.ErrorContains(t, err, c.wants)
		})
	}
}

func TestCredentials(t *testing.T) {
	passwordFile := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(passwordFile, []byte("s3cret\n"), 0o600))
	r := repository{options: options{username: "bot", passwordFile: passwordFile}}
	env, err := r.credentials()
	require.NoError(t, err)
	assert.Contains(t, env, "GITSYNC_HELPER_PASSWORD=s3cret")

	r.passwordFile = filepath.Join(t.TempDir(), "none")
	_, err = r.credentials()
	require.ErrorContains(t, err, "--password-file")
}

func TestSSHCommand(t *testing.T) {
	r := repository{options: options{sshKeyFile: "/keys/it's mine", sshKnownHosts: true, sshKnownHostsFile: "/keys/hosts"}}
	assert.Contains(t, r.sshCommand(), `-i '/keys/it'\''s mine'`)
	assert.Contains(t, r.sshCommand(), "StrictHostKeyChecking=yes")
	assert.Contains(t, r.sshCommand(), "UserKnownHostsFile=/keys/hosts")

	r.sshKnownHosts = false
	assert.Contains(t, r.sshCommand(), "StrictHostKeyChecking=no")
}
