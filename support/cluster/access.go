package cluster

import (
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// Access says which cluster a user means, and as whom.
type Access struct {
	Kubeconfig string // a file, or several as in $KUBECONFIG; empty takes those that kubectl would
	Context    string // in the kubeconfig; empty is the current one
	InCluster  bool   // the cluster that this process runs in a Pod of, as the Pod's ServiceAccount
}

// ClientConfig reads what a client needs to reach the cluster. It does not reach
// for it, and writes to no kubeconfig. Each error is one line.
func ClientConfig(a Access) (*rest.Config, error) {
	if a.InCluster {
		config, err := rest.InClusterConfig()
		if err != nil {
			return nil, fmt.Errorf("this process is in no Pod whose ServiceAccount could be used: %w", err)
		}
		return config, nil
	}
	raw, err := loadKubeconfig(a.Kubeconfig)
	if err != nil {
		return nil, err
	}
	if len(raw.Clusters) == 0 {
		return nil, fmt.Errorf("the kubeconfig %s names no cluster: name another", named(a.Kubeconfig))
	}
	if a.Context != "" && raw.Contexts[a.Context] == nil {
		known := make([]string, 0, len(raw.Contexts))
		for name := range raw.Contexts {
			known = append(known, name)
		}
		slices.Sort(known)
		return nil, fmt.Errorf("the kubeconfig %s has no context %q; it has: %s", named(a.Kubeconfig), a.Context, strings.Join(known, ", "))
	}
	// No ConfigAccess: a plug-in would write the tokens that it renewed to the
	// user's kubeconfig.
	config, err := clientcmd.NewNonInteractiveClientConfig(*raw, a.Context, &clientcmd.ConfigOverrides{}, nil).ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("the kubeconfig %s cannot be used: %s", named(a.Kubeconfig), oneLine(err.Error()))
	}
	return config, nil
}

// loadKubeconfig merges several files as kubectl does: the first to set a value
// wins, and those that do not exist are passed over, unless none does.
func loadKubeconfig(path string) (*clientcmdapi.Config, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	if path != "" {
		files := kubeconfigFiles(path)
		var missing error
		there := slices.DeleteFunc(slices.Clone(files), func(file string) bool {
			_, err := os.Stat(file)
			missing = errors.Join(missing, err)
			return err != nil
		})
		if len(there) == 0 {
			return nil, fmt.Errorf("the kubeconfig cannot be read: %s", oneLine(missing.Error()))
		}
		rules.ExplicitPath, rules.Precedence = "", there
	}
	raw, err := rules.Load()
	if err != nil {
		return nil, fmt.Errorf("the kubeconfig %s cannot be used: %s", named(path), oneLine(err.Error()))
	}
	return raw, nil
}

// kubeconfigFiles splits a list of files; a file with the separator in its name is
// one.
func kubeconfigFiles(path string) []string {
	if _, err := os.Stat(path); err == nil {
		return []string{path}
	}
	return slices.DeleteFunc(filepath.SplitList(path), func(file string) bool { return file == "" })
}

func named(path string) string {
	if path == "" {
		return "of kubectl (KUBECONFIG, or ~/.kube/config)"
	}
	return path
}

// oneLine joins the lines that say something.
func oneLine(text string) string { return strings.Join(wordyLines(text), "; ") }

func wordyLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// Explain says in one line why a cluster cannot be talked to where client-go's
// words do not: clocks that differ, and an exec plug-in that gives no credentials.
// Other errors come back as they are. config is what the client was made from.
func Explain(err error, config *rest.Config) error {
	if err == nil {
		return nil
	}
	var invalid x509.CertificateInvalidError
	if errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil {
		return fmt.Errorf("the API server's certificate is good from %s to %s, and the clock here says %s: set the clock, or renew the certificate: %w",
			stamp(invalid.Cert.NotBefore), stamp(invalid.Cert.NotAfter), stamp(time.Now()), err)
	}
	// k8s.io/client-go/plugin/pkg/client/auth/exec, v0.37: a hint of several lines follows.
	if _, why, found := strings.Cut(err.Error(), "getting credentials: "); found {
		plugin := "the exec plug-in of the kubeconfig"
		if config != nil && config.ExecProvider != nil {
			plugin += " (" + config.ExecProvider.Command + ")"
		}
		return &pluginError{text: plugin + " gives no credentials: " + wordyLines(why + "\n")[0], err: err}
	}
	return err
}

// pluginError is client-go's error without the lines that explain what a plug-in is.
type pluginError struct {
	text string
	err  error
}

func (e *pluginError) Error() string { return e.text }
func (e *pluginError) Unwrap() error { return e.err }

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
