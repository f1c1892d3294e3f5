package suites

import (
	"testing"

	"github.com/volconf/volconf/support/claims"
	"github.com/volconf/volconf/support/harness"
	"github.com/volconf/volconf/support/steps"
)

func TestTypeSecretExposesResource(t *testing.T) {
	reader, late := steps.Pod("reader"), steps.Pod("late")

	harness.Test(t, claims.TypeSecretExposesResource, harness.Feature().
		Setup("PodIsCreated", steps.Create("pod.yaml")).
		Act("APodAsksForASecretThatIsNotThere", steps.Create("late.yaml")).
		Control("TheSecretIsNotThereAndCouldBe", steps.Offer("later.yaml").IsAdmitted()).
		Assess("AnOptionalOneIsNotWaitedFor", reader.ComesUpWithout("FailedMount", `secret "later" not found`)).
		Act("ThatPodIsReady", reader.IsReady()).
		Control("CommandsRunAsRoot", reader.IsRoot()).
		Control("AnEmptyDirTakesEveryChange", reader.CanChange("/own")).
		Control("AConfigMapIsNotInMemory", reader.HasOnDisk("kubernetes.io~configmap", "map")).
		Assess("ASecretIsInMemory", reader.HasInMemory("kubernetes.io~secret", "all")).
		Assess("KeysAreFiles", steps.InOrder(reader.Reads("/all/kept", "kept-value"), reader.Reads("/all/other", "other-value"))).
		Assess("BytesAreKept", reader.Prints("00010203", "xxd", "-p", "/all/bytes")).
		Assess("EachKeyIsAFileAndNothingElse", reader.HoldsExactly("/all", "bytes", "kept", "other")).
		Assess("AKeyMayHaveAnotherName", reader.Reads("/some/renamed", "kept-value")).
		Assess("OnlyTheChosenKeysAreThere", reader.HoldsExactly("/some", "renamed")).
		Assess("NothingCanBeChanged", reader.CannotChange("/all")).
		Assess("ThePodWithoutItsSecretWaits", late.IsStuck("FailedMount", `secret "later" not found`)).
		Assess("AnOptionalOneIsAnEmptyFolder", reader.HoldsExactly("/maybe")).
		Act("TheSecretIsMade", steps.Create("later.yaml")).
		Act("ThePodComesUp", late.IsReady()).
		Assess("ThePodReadsItsSecret", late.Reads("/data/kept", "kept-value")))
}

func TestSecretStringDataWins(t *testing.T) {
	harness.Test(t, claims.SecretStringDataWins, harness.Feature().
		Control("TheValueIsKeptWithoutStringData", steps.Offer("data.yaml").HasField("{.data.key}", "Zmlyc3Q=")).
		Assess("StringDataWins", steps.Offer("both.yaml").HasField("{.data.key}", "c2Vjb25k")).
		Assess("WhatOnlyDataHasStays", steps.Offer("both.yaml").HasField("{.data.other}", "b3RoZXI=")).
		Assess("WhatOnlyStringDataHasIsAdded", steps.Offer("both.yaml").HasField("{.data.more}", "dGhpcmQ=")).
		Assess("StringDataIsNotReadBack", steps.Offer("both.yaml").LacksField("{.stringData}")))
}

func TestSecretDefaultIsOpaque(t *testing.T) {
	harness.Test(t, claims.SecretDefaultIsOpaque, harness.Feature().
		Control("ATypeOfOnesOwnIsKept", steps.Offer("own.yaml").HasField("{.type}", "example.com/own")).
		Assess("ASecretWithoutATypeIsOpaque", steps.Offer("without.yaml").HasField("{.type}", "Opaque")).
		Assess("ASecretWithAnEmptyTypeIsOpaque", steps.Offer("empty.yaml").HasField("{.type}", "Opaque")))
}

func TestSecretTypesCheckTheirKeys(t *testing.T) {
	harness.Test(t, claims.SecretTypesCheckTheirKeys, harness.Feature().
		Control("AnOpaqueSecretMayHaveAnyKey", steps.Offer("opaque.yaml").IsAdmitted()).
		Assess("NonsenseUnderTheRightKeysIsTaken", steps.Offer("nonsense.yaml").IsAdmitted()).
		Assess("TLSWithoutAKeyIsRefused", steps.Offer("tls-without-key.yaml").IsRejected(422, "data[tls.key]: Required value")).
		Assess("SSHWithoutAKeyIsRefused", steps.Offer("ssh-without-key.yaml").IsRejected(422, "data[ssh-privatekey]: Required value")).
		Assess("DockerCredentialsWithoutTheirKeyAreRefused", steps.Offer("docker-without-key.yaml").IsRejected(422, "data[.dockerconfigjson]: Required value")).
		Assess("DockerCredentialsThatAreNotJSONAreRefused", steps.Offer("docker-not-json.yaml").
			IsRejected(422, `data[.dockerconfigjson]: Invalid value: "<secret contents redacted>"`)))
}
