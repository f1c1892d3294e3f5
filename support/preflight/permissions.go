package preflight

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"
	authorizationv1 "k8s.io/api/authorization/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// Permission is one thing that the suite does to a cluster. A resource may name a
// subresource ("pods/exec").
type Permission struct{ Group, Resource, Verb string }

// reviewsAtOnce bounds the questions in flight: 64 take 0.1 s on two cores this way,
// and no API server minds.
const reviewsAtOnce = 16

// Missing asks the cluster for each permission and names those that the user does not
// have, in the order of wanted ("create pods/exec"). It does not wait; an error is a
// cluster that did not answer.
func Missing(ctx context.Context, kube kubernetes.Interface, wanted []Permission) ([]string, error) {
	allowed := make([]bool, len(wanted))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(reviewsAtOnce)
	for i, p := range wanted {
		group.Go(func() error {
			var err error
			allowed[i], err = may(ctx, kube, p)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("asking what this user may do: %w", err)
	}
	var missing []string
	for i, p := range wanted {
		if !allowed[i] {
			missing = append(missing, p.Verb+" "+p.Resource)
		}
	}
	return missing, nil
}

func may(ctx context.Context, kube kubernetes.Interface, p Permission) (bool, error) {
	resource, subresource, _ := strings.Cut(p.Resource, "/")
	review := &authorizationv1.SelfSubjectAccessReview{Spec: authorizationv1.SelfSubjectAccessReviewSpec{
		ResourceAttributes: &authorizationv1.ResourceAttributes{
			Group: p.Group, Resource: resource, Subresource: subresource, Verb: p.Verb,
		},
	}}
	answer, err := kube.AuthorizationV1().SelfSubjectAccessReviews().Create(ctx, review, metav1.CreateOptions{})
	if err != nil {
		return false, err
	}
	return answer.Status.Allowed, nil
}
