package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestOnlyKubernetesOwnResourcesCount(t *testing.T) {
	resource := func(group string) schema.GroupVersionResource {
		return schema.GroupVersionResource{Group: group, Version: "v1", Resource: "volumes"}
	}
	for _, group := range []string{"", "apps", "storage.k8s.io", "sabotage.k8s.io"} {
		assert.Lenf(t, ownNamed([]schema.GroupVersionResource{resource(group)}, "volumes"), 1, group)
	}
	for _, group := range []string{"longhorn.io", "volumes.example.com", "notk8s.io", "x-k8s.io"} {
		assert.Emptyf(t, ownNamed([]schema.GroupVersionResource{resource(group)}, "volumes"), group)
	}
	assert.Empty(t, ownNamed([]schema.GroupVersionResource{resource("")}, "persistentvolumes"))
}

func TestAGroupThatIsAwayCountsOnlyIfItIsKubernetes(t *testing.T) {
	assert.NoError(t, ownAreThere(nil))
	assert.NoError(t, ownAreThere([]schema.GroupVersion{{Group: "metrics.k8s.io", Version: "v1beta1"}, {Group: "broken.example.com", Version: "v1"}}))
	assert.ErrorContains(t, ownAreThere([]schema.GroupVersion{{Group: "storage.k8s.io", Version: "v1"}}), "storage.k8s.io/v1")
}
