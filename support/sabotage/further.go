package sabotage

import "github.com/volconf/volconf/support/claim"

// further is what sabotages do to claims that they are not for: a broad lie
// reaches the set-up and the controls of many.
func further() map[string]map[string]string {
	return map[string]map[string]string{
		"emptydir-kept": {
			claim.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claim.VolumeSetImmutableAfterCreation.ID:           "TheEphemeralContainerMountsTheVolumeThatIsThere",
		},
		"emptydir-shared-by-pods": {
			claim.TypePVCPreprovisioned.ID: "",
			claim.TypePVCDynamic.ID:        "",
		},
		"emptydir-prefilled": {
			claim.ContainerRootfsComesFromImage.ID: "",
		},
		"emptydir-per-container": {
			claim.EmptyDirGoneWhenPodTerminates.ID:             "WhereAContainerRunsTheContentStays",
			claim.GitRepoAdmittedButNeverRuns.ID:               "",
			claim.GitSyncUpdateIsAtomicSymlink.ID:              "",
			claim.SidecarRemovalLeavesMainWorking.ID:           "",
			claim.NativeSidecarOrdering.ID:                     "AfterTheFirstSyncItServes",
			claim.PrivateRepoAnonymousCloneFails.ID:            "",
			claim.PrivateRepoSSHSidecarWorks.ID:                "WithTheKeyTheContentArrives",
			claim.PrivateRepoHTTPBasicSidecarWorks.ID:          "WithThePasswordTheContentArrives",
			claim.InitRunsInOrder.ID:                           "SecondFoundWhatFirstLeft",
			claim.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claim.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claim.InitClonePublishesDotGit.ID:                  "",
			claim.ReadinessGatesOnSharedContent.ID:             "",
			claim.HeadlessServiceListsReadyPods.ID:             "",
			claim.VolumeInvisibleUnlessMounted.ID:              "",
			claim.NoVolumeNoSharingThreeContainer.ID:           "",
			claim.TwoVolumesThreeContainers.ID:                 "",
			claim.VolumeMountHidesImageContent.ID:              "",
		},
		"emptydir-wiped-at-start": {
			claim.EmptyDirSurvivesKubeletRestart.ID:  "TheNewContainerFindsTheTokens",
			claim.EmptyDirSurvivesNodeRestart.ID:     "OnDiskTheTokenIsThere",
			claim.VolumeLifecycleEqualsPod.ID:        "ARestartKeepsTheContent",
			claim.NoVolumeNoSharingThreeContainer.ID: "",
			claim.TwoVolumesThreeContainers.ID:       "TheRotatorSeesTheRequest",
		},
		"emptydir-in-memory": {
			claim.GitSyncUpdateIsAtomicSymlink.ID: "",
		},
		"emptydir-dirty": {
			claim.TypePVCPreprovisioned.ID: "",
			claim.TypePVCDynamic.ID:        "",
		},
		"logs-shared": {
			claim.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"logs-per-container": {
			claim.NoVolumeNoSharingThreeContainer.ID: "",
		},
		"tmp-shared": {
			claim.EmptyDirSurvivesKubeletRestart.ID:         "",
			claim.EmptyDirSurvivesNodeRestart.ID:            "",
			claim.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"rootfs-kept": {
			claim.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"readonly-ignored": {
			claim.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"init-beside-app": {
			claim.SidecarRemovalLeavesMainWorking.ID:           "",
			claim.PrivateRepoAnonymousCloneFails.ID:            "NeitherServerWasStarted",
			claim.InitRunsInOrder.ID:                           "SecondIsNotStarted",
			claim.InitCloneNotIdempotentAfterSandboxRestart.ID: "ThePodServesNothing",
			claim.InitCloneNotIdempotentAfterRestartOfAll.ID:   "ThePodServesNothing",
			claim.VolumeLifecycleEqualsPod.ID:                  "",
			claim.VolumeMountHidesImageContent.ID:              "",
		},
		"init-dropped": {
			claim.GitRepoAdmittedButNeverRuns.ID:               "",
			claim.SidecarRemovalLeavesMainWorking.ID:           "ItServesTheContent",
			claim.NativeSidecarOrdering.ID:                     "",
			claim.PrivateRepoAnonymousCloneFails.ID:            "",
			claim.InitRunsInOrder.ID:                           "",
			claim.InitFailureFailsPodWhenNever.ID:              "",
			claim.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claim.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claim.InitClonePublishesDotGit.ID:                  "",
			claim.VolumeLifecycleEqualsPod.ID:                  "",
			claim.VolumeMountHidesImageContent.ID:              "",
		},
		"init-volume-wiped": {
			claim.InitRunsInOrder.ID: "SecondFoundWhatFirstLeft",
		},
		"clone-without-dot-git": {
			claim.InitClonePopulatesVolume.ID: "",
		},
		"init-folders-lost": {
			claim.SidecarRemovalLeavesMainWorking.ID:           "ItServesTheContent",
			claim.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claim.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claim.InitClonePublishesDotGit.ID:                  "TheConfigurationIsServed",
		},
		"gitsync-frozen": {
			claim.GitSyncUpdateIsAtomicSymlink.ID:     "",
			claim.SidecarRemovalLeavesMainWorking.ID:  "",
			claim.NativeSidecarOrdering.ID:            "",
			claim.PrivateRepoSSHSidecarWorks.ID:       "TheCommitIsServed",
			claim.PrivateRepoHTTPBasicSidecarWorks.ID: "TheCommitIsServed",
		},
		"hostpath-private": {
			claim.GitRepoGateLocked.ID:        "",
			claim.HostPathTypeChecks.ID:       "",
			claim.TypeEmptyDirEphemeral.ID:    "",
			claim.VolumeLifecycleEqualsPod.ID: "",
		},
		"hostpath-emptied-with-pod": {
			claim.TypeEmptyDirEphemeral.ID:    "",
			claim.VolumeLifecycleEqualsPod.ID: "",
		},
		"hostpath-copied": {
			claim.HostPathRescheduledPodLosesData.ID:    "TypedDoesNotStart",
			claim.HostPathDrainLeavesDataBehind.ID:      "ItsFolderIsEmpty",
			claim.LocalPVIsTheRecommendedAlternative.ID: "ItFindsAnEmptyFolder",
		},
		"persistent-volumes-private": {
			claim.HostPathDrainLeavesDataBehind.ID: "",
		},
		"emptydir-kept-on-node": {
			claim.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
		},
		"kubelet-wipes-volumes": {
			claim.EmptyDirSurvivesNodeRestart.ID: "OnDiskTheTokenIsThere",
		},
	}
}
