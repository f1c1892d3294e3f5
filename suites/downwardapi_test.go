package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeDownwardAPIExposesPodMetadata(t *testing.T) {
	pod := steps.Pod("described")

	harness.Test(t, claims.TypeDownwardAPIExposesPodMetadata, harness.Feature().
		Setup("PodIsReady", steps.Apply("pod.yaml")).
		Control("WhatWasNotAskedForIsNotThere", pod.HoldsExactly("/info", "colour", "kept", "labels", "memory", "namespace", "uid")).
		Control("CommandsRunAsRoot", pod.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", pod.CanChange("/own")).
		Assess("ThePodReadsItsName", pod.Reads("/info/kept", "described")).
		Assess("ThePodReadsItsNamespaceAndUID", steps.InOrder(pod.ReadsItsNamespace("/info/namespace"), pod.ReadsItsUID("/info/uid"))).
		Assess("ThePodReadsALabel", pod.Reads("/info/colour", "red")).
		Assess("ThePodReadsAllItsLabels", pod.ReadsItsLabels("/info/labels")).
		Assess("ThePodReadsItsMemoryLimit", pod.Named("main").ReadsItsMemoryLimit("/info/memory")).
		Assess("NothingCanBeChanged", pod.CannotChange("/info")))
}
