package harness

import (
	"regexp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// staleGroup is what the namespace controller says of an aggregated API that does not
// answer: group and version (k8s.io/client-go discovery, v0.37).
var staleGroup = regexp.MustCompile(`([a-z0-9.-]+)/(v[0-9a-z]+): stale GroupVersion discovery`)

// whyTerminating says why namespaces do not go although they were deleted, in the
// words of their conditions, and what really cures it where an aggregated API is the
// cause: the namespace controller deletes nothing while it cannot list everything
// (pkg/controller/namespace/deletion, v1.37).
func whyTerminating(namespaces []corev1.Namespace) string {
	var services, said []string
	for i := range namespaces {
		for _, condition := range namespaces[i].Status.Conditions {
			if condition.Status != corev1.ConditionTrue {
				continue
			}
			if found := staleGroup.FindStringSubmatch(condition.Message); found != nil {
				services = append(services, found[2]+"."+found[1])
				continue
			}
			said = append(said, condition.Message)
		}
	}
	why := ""
	for _, service := range unique(services) {
		why += "; APIService " + service + " is not available, and no namespace of this cluster goes before it is: " +
			"bring its server back, or kubectl delete apiservice " + service
	}
	for _, message := range unique(said) {
		why += "; " + message
	}
	return why
}

func unique(all []string) []string {
	slices.Sort(all)
	return slices.Compact(slices.DeleteFunc(all, func(s string) bool { return strings.TrimSpace(s) == "" }))
}
