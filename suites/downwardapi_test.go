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

func TestDownwardAPIFilesOnlyAndVariablesOnly(t *testing.T) {
	const asFile, asVariable = "spec.volumes[0].downwardAPI.fieldRef.fieldPath: Unsupported value", "valueFrom.fieldRef.fieldPath: "

	harness.Test(t, claims.DownwardAPIFilesOnlyAndVariablesOnly, harness.Feature().
		Control("APodThatAsksForNoneIsTaken", steps.Offer("plain.yaml").IsAdmitted()).
		Assess("NameNamespaceUIDAndOneLabelOrAnnotationAreTakenBothWays", steps.Offer("both-ways.yaml").IsAdmitted()).
		Assess("LabelsAndAnnotationsTogetherAreTakenAsFiles", steps.Offer("all-as-files.yaml").IsAdmitted()).
		Assess("LabelsAndAnnotationsTogetherAreRefusedAsVariables", steps.Offer("all-as-variables.yaml").IsRejected(422, asVariable)).
		Assess("NodeAddressesAndAccountAreTakenAsVariables", steps.Offer("whereabouts-as-variables.yaml").IsAdmitted()).
		Assess("NodeAddressesAndAccountAreRefusedAsFiles", steps.Offer("whereabouts-as-files.yaml").IsRejected(422, asFile)))
}

func TestDownwardAPIPathStaysInside(t *testing.T) {
	harness.Test(t, claims.DownwardAPIPathStaysInside, harness.Feature().
		Control("APathBelowAFolderIsTaken", steps.Offer("inside.yaml").IsAdmitted()).
		Assess("AnAbsolutePathIsRefused", steps.Offer("absolute.yaml").IsRejected(422, "must be a relative path")).
		Assess("APathUpwardIsRefused", steps.Offer("upward.yaml").IsRejected(422, "must not contain '..'")).
		Assess("ANameThatBeginsWithTwoDotsIsRefused", steps.Offer("dot-dot-name.yaml").IsRejected(422, "must not start with '..'")))
}
