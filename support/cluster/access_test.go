package cluster

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd/api"
)

const kubeconfigOf = `apiVersion: v1
kind: Config
clusters: [{name: %[1]s, cluster: {server: "https://%[1]s.invalid:6443"}}]
users: [{name: %[1]s, user: {token: t}}]
contexts: [{name: %[1]s, context: {cluster: %[1]s, user: %[1]s}}]
current-context: %[1]s
`

func kubeconfigs(t *testing.T, names ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range names {
		files[name] = filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(files[name], fmt.Appendf(nil, kubeconfigOf, name), 0o600))
	}
	return files
}

func TestKubeconfigsAreReadAsKubectlReadsThem(t *testing.T) {
	files := kubeconfigs(t, "a", "b", "with:colon")
	const list = string(filepath.ListSeparator)
	several := files["a"] + list + list + "/does/not/exist" + list + files["b"]
	for name, tc := range map[string]struct {
		access Access
		host   string
	}{
		"one":                      {Access{Kubeconfig: files["b"]}, "https://b.invalid:6443"},
		"several, the first":       {Access{Kubeconfig: several}, "https://a.invalid:6443"},
		"several, by context":      {Access{Kubeconfig: several, Context: "b"}, "https://b.invalid:6443"},
		"one with the separator":   {Access{Kubeconfig: files["with:colon"]}, "https://with:colon.invalid:6443"},
		"none, KUBECONFIG's first": {Access{Context: "b"}, "https://b.invalid:6443"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("KUBECONFIG", several)
			config, err := ClientConfig(tc.access)
			require.NoError(t, err)
			assert.Equal(t, tc.host, config.Host)
		})
	}
}

func TestMistakesInAKubeconfigAreOneLine(t *testing.T) {
	files := kubeconfigs(t, "a")
	dir := t.TempDir()
	broken, empty := filepath.Join(dir, "broken"), filepath.Join(dir, "empty")
	require.NoError(t, os.WriteFile(broken, []byte("apiVersion: v1\nclusters: {\n"), 0o600))
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	t.Setenv("KUBERNETES_SERVICE_HOST", "")
	for name, tc := range map[string]struct {
		access Access
		says   string
	}{
		"no file":        {Access{Kubeconfig: "/none"}, "no such file"},
		"none of two":    {Access{Kubeconfig: "/none:/nor-this"}, "/nor-this"},
		"no context":     {Access{Kubeconfig: files["a"], Context: "x"}, `no context "x"; it has: a`},
		"no YAML":        {Access{Kubeconfig: broken}, "broken"},
		"no cluster":     {Access{Kubeconfig: empty}, "names no cluster"},
		"not in cluster": {Access{InCluster: true}, "in no Pod"},
	} {
		_, err := ClientConfig(tc.access)
		require.ErrorContainsf(t, err, tc.says, name)
		assert.NotContainsf(t, err.Error(), "\n", name)
	}
}

func TestExplain(t *testing.T) {
	require.NoError(t, Explain(nil, nil))
	plain := errors.New("connection refused")
	assert.Equal(t, plain, Explain(plain, &rest.Config{}))

	ended := &url.Error{Op: "Get", URL: "https://x", Err: x509.CertificateInvalidError{
		Reason: x509.Expired, Cert: &x509.Certificate{NotBefore: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC), NotAfter: time.Date(2031, 1, 2, 3, 4, 5, 0, time.UTC)},
	}}
	told := Explain(ended, nil)
	require.ErrorIs(t, told, ended)
	assert.Contains(t, told.Error(), "good from 2030-01-02T03:04:05Z to 2031-01-02T03:04:05Z, and the clock here says 20")

	missing := errors.New(`Get "https://x": getting credentials: exec: executable gke-auth not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation`)
	told = Explain(missing, &rest.Config{ExecProvider: &api.ExecConfig{Command: "gke-auth"}})
	require.ErrorIs(t, told, missing)
	assert.Equal(t, "the exec plug-in of the kubeconfig (gke-auth) gives no credentials: exec: executable gke-auth not found", told.Error())
}
