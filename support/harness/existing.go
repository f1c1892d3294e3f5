package harness

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"k8s.io/client-go/discovery"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/cluster"
	"github.com/volconf/volconf/support/preflight"
)

// joinCluster uses a cluster that is there already. It is asked first whether
// it answers and what this user may do there.
func (r *run) joinCluster(ctx context.Context, cacheDir string) error {
	if err := r.reachCluster(ctx, cacheDir); err != nil {
		return err
	}
	if err := r.mayWork(ctx); err != nil {
		return err
	}
	return r.readFacts(ctx)
}

// reachCluster finds the images and makes the clients.
func (r *run) reachCluster(ctx context.Context, cacheDir string) error {
	images, err := cluster.LoadFixtures(cacheDir)
	if err != nil {
		return err
	}
	if err := checkReplacements(images.Refs, r.options.images); err != nil {
		return err
	}
	r.env.images = loadedImages(images, r.options)
	r.env.images.node = nil
	if r.options.restartNode != "" {
		if r.env.restart, err = cluster.NodeRestarter(r.options.restartNode, os.Environ()); err != nil {
			return fmt.Errorf("%w: -restart-node: %w", errUsage, err)
		}
	}
	return r.connect(ctx, r.options.access())
}

// answers asks the cluster for its version, within a bound of its own: the
// network would take minutes to say no.
func (r *run) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, r.timeouts.ClusterAnswers, errNoAnswer)
	defer cancel()
	config := rest.CopyConfig(r.env.rest)
	config.Timeout = r.timeouts.ClusterAnswers
	client, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return fmt.Errorf("making a client: %w", err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := client.ServerVersion()
		done <- err
	}()
	select {
	case err = <-done:
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	if err != nil {
		return fmt.Errorf("the cluster at %s does not answer within %s: %w", r.env.rest.Host,
			r.timeouts.ClusterAnswers.Round(time.Second), cluster.Explain(err, r.env.rest))
	}
	return nil
}

var errNoAnswer = errors.New("no answer")

// permission is one thing that the suite does to a cluster. manifests/rbac.yaml
// grants exactly these; a unit test holds the two together.
type permission struct {
	group, resource, verb string
}

// grant is several permissions at once; the words are separated by spaces.
type grant struct {
	group, resources, verbs string
}

// permissions lists what every run does, whatever the claims.
func permissions() []permission {
	return granted([]grant{
		{"", "namespaces", "list create delete"},
		{"", "pods", "get list watch create delete patch"},
		{"", "pods/exec pods/portforward", "get create"},
		{"", "pods/log", "get"},
		{"", "pods/ephemeralcontainers", "patch"},
		{"", "services", "get list create delete"},
		{"", "configmaps secrets", "create patch delete"},
		{"", "serviceaccounts", "get create"},
		{"", "resourcequotas", "create"},
		{"", "events", "list"},
		{"apps", "deployments", "list create patch delete"},
		{"apps", "daemonsets", "create delete"},
		{"apps", "statefulsets", "create patch delete"},
		{"apps", "replicasets", "create"},
		{"", "podtemplates", "create"},
		{"batch", "jobs cronjobs", "create"},
		{"discovery.k8s.io", "endpointslices", "list"},
		{"", "persistentvolumeclaims", "get list create patch delete"},
		{"", "persistentvolumes", "get list create patch delete deletecollection"},
		{"storage.k8s.io", "storageclasses", "list create patch deletecollection"},
		{"", "resourcequotas", "get create delete"},
		{"", "limitranges", "create delete"},
		{"storage.k8s.io", "volumeattachments csidrivers", "list"},
		{"admissionregistration.k8s.io", "validatingadmissionpolicies validatingadmissionpolicybindings", "list create deletecollection"},
		{"", "volumes", "create"}, // no such resource: without the grant the refusal would come from RBAC
		{"", "nodes", "list"},
		{"node.k8s.io", "runtimeclasses", "list"},
	})
}

// disruptions lists what a run does in addition with -allow-disruption.
func disruptions() []permission {
	return granted([]grant{
		{"", "nodes", "patch"},
		{"", "pods/eviction", "create"},
	})
}

func granted(grants []grant) []permission {
	var all []permission
	for _, g := range grants {
		for resource := range strings.FieldsSeq(g.resources) {
			for verb := range strings.FieldsSeq(g.verbs) {
				all = append(all, permission{g.group, resource, verb})
			}
		}
	}
	return all
}

// mayWork is an error that names all permissions at once that the user lacks.
func (r *run) mayWork(ctx context.Context) error {
	missing, err := r.missingPermissions(ctx)
	if err != nil || len(missing) == 0 {
		return err
	}
	return mayNot(missing)
}

func mayNot(missing []string) error {
	return fmt.Errorf("this user may not %s: grant it with kubectl apply -f manifests/rbac.yaml and a ClusterRoleBinding",
		strings.Join(missing, ", "))
}

func (r *run) missingPermissions(ctx context.Context) ([]string, error) {
	all := permissions()
	if r.options.allowDisruption {
		all = append(all, disruptions()...)
	}
	wanted := make([]preflight.Permission, 0, len(all))
	for _, p := range all {
		wanted = append(wanted, preflight.Permission{Group: p.group, Resource: p.resource, Verb: p.verb})
	}
	return preflight.Missing(ctx, r.env.kube, wanted)
}
