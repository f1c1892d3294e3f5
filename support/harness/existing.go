package harness

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	authorizationv1 "k8s.io/api/authorization/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/rest"

	"github.com/volconf/volconf/support/cluster"
)

// joinCluster uses a cluster that is there already. It is asked first whether
// it answers and what this user may do there.
func (r *run) joinCluster(ctx context.Context, cacheDir string) error {
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
	if err := r.connect(ctx, r.options.access()); err != nil {
		return err
	}
	if err := r.mayWork(ctx); err != nil {
		return err
	}
	return r.readFacts(ctx)
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
		{"", "services", "get list create"},
		{"", "configmaps secrets", "create patch"},
		{"", "serviceaccounts", "get"},
		{"", "events", "list"},
		{"apps", "deployments", "list create patch"},
		{"apps", "daemonsets", "create"},
		{"batch", "jobs cronjobs", "create"},
		{"discovery.k8s.io", "endpointslices", "list"},
		{"", "persistentvolumeclaims", "get list create delete"},
		{"", "persistentvolumes", "get list create patch deletecollection"},
		{"storage.k8s.io", "storageclasses", "list create deletecollection"},
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

// mayWork asks the cluster for every permission that a run needs and names all
// that are missing at once.
func (r *run) mayWork(ctx context.Context) error {
	wanted := permissions()
	if r.options.allowDisruption {
		wanted = append(wanted, disruptions()...)
	}
	var missing []string
	for _, p := range wanted {
		resource, subresource, _ := strings.Cut(p.resource, "/")
		review := &authorizationv1.SelfSubjectAccessReview{Spec: authorizationv1.SelfSubjectAccessReviewSpec{
			ResourceAttributes: &authorizationv1.ResourceAttributes{
				Group: p.group, Resource: resource, Subresource: subresource, Verb: p.verb,
			},
		}}
		answer, err := r.env.kube.AuthorizationV1().SelfSubjectAccessReviews().Create(ctx, review, metav1.CreateOptions{})
		if err != nil {
			return fmt.Errorf("asking what this user may do: %w", err)
		}
		if !answer.Status.Allowed {
			missing = append(missing, p.verb+" "+p.resource)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("this user may not %s: grant it with kubectl apply -f manifests/rbac.yaml and a ClusterRoleBinding",
			strings.Join(missing, ", "))
	}
	return nil
}
