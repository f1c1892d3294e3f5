package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestUserNSRefusesHostNamespacesAndDevices(t *testing.T) {
	const refusal = "Forbidden: when `hostUsers` is false"

	harness.Test(t, claims.UserNSRefusesHostNamespacesAndDevices, harness.Feature().
		Control("TheFieldIsKept", steps.Offer("alone.yaml").HasField("{.spec.hostUsers}", "false")).
		Control("WithoutAUserNamespaceEachIsTaken", steps.Offer("without-user-namespace.yaml").IsAdmitted()).
		Assess("TheNodesNetworkIsRefused", steps.Offer("host-network.yaml").IsRejected(422, "spec.hostNetwork: "+refusal)).
		Assess("TheNodesProcessesAreRefused", steps.Offer("host-pid.yaml").IsRejected(422, "spec.HostPID: "+refusal)).
		Assess("TheNodesIPCIsRefused", steps.Offer("host-ipc.yaml").IsRejected(422, "spec.HostIPC: "+refusal)).
		Assess("ABlockDeviceIsRefused", steps.Offer("devices.yaml").IsRejected(422, "spec.containers[0].volumeDevices: "+refusal)).
		Assess("ABlockDeviceIsRefusedToAnInitContainer", steps.Offer("init-devices.yaml").IsRejected(422, "spec.initContainers[0].volumeDevices: "+refusal)))
}

func TestUserNSRelaxesRestricted(t *testing.T) {
	harness.Test(t, claims.UserNSRelaxesRestricted, harness.Feature().
		Control("APodThatIsNotRootIsTaken", steps.Offer("not-root.yaml").IsAdmitted()).
		Control("RootOfTheNodeIsRefused", steps.Offer("root-of-the-node.yaml").IsRejected(403, "runAsNonRoot != true")).
		Control("UserZeroOfTheNodeIsRefused", steps.Offer("user-0-of-the-node.yaml").IsRejected(403, "runAsUser=0")).
		Assess("RootInAUserNamespaceIsTaken", steps.Offer("root-in-user-namespace.yaml").IsPassedBy(steps.PodSecurity())).
		Assess("WhatElseTheLevelAsksForIsAskedInAUserNamespaceToo", steps.Offer("privileged-in-user-namespace.yaml").
			IsRejected(403, "allowPrivilegeEscalation != false")))
}
