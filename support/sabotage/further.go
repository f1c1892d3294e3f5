package sabotage

import "github.com/volconf/volconf/support/claims"

// further is what sabotages do to claims that they are not for: a broad lie
// reaches the set-up and the controls of many.
func further() map[string]map[string]string {
	return map[string]map[string]string{
		"emptydir-kept": {
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.VolumeSetImmutableAfterCreation.ID:           "TheEphemeralContainerMountsTheVolumeThatIsThere",
		},
		"emptydir-shared-by-pods": {
			claims.TypePVCPreprovisioned.ID: "",
			claims.TypePVCDynamic.ID:        "",
		},
		"emptydir-prefilled": {
			claims.ContainerRootfsComesFromImage.ID: "",
		},
		"emptydir-per-container": {
			claims.EmptyDirGoneWhenPodTerminates.ID:             "WhereAContainerRunsTheContentStays",
			claims.GitRepoAdmittedButNeverRuns.ID:               "",
			claims.GitSyncUpdateIsAtomicSymlink.ID:              "",
			claims.SidecarRemovalLeavesMainWorking.ID:           "",
			claims.NativeSidecarOrdering.ID:                     "AfterTheFirstSyncItServes",
			claims.PrivateRepoAnonymousCloneFails.ID:            "",
			claims.PrivateRepoSSHSidecarWorks.ID:                "WithTheKeyTheContentArrives",
			claims.PrivateRepoHTTPBasicSidecarWorks.ID:          "WithThePasswordTheContentArrives",
			claims.InitRunsInOrder.ID:                           "SecondFoundWhatFirstLeft",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claims.InitClonePublishesDotGit.ID:                  "",
			claims.ReadinessGatesOnSharedContent.ID:             "",
			claims.HeadlessServiceListsReadyPods.ID:             "",
			claims.VolumeInvisibleUnlessMounted.ID:              "",
			claims.NoVolumeNoSharingThreeContainer.ID:           "",
			claims.TwoVolumesThreeContainers.ID:                 "",
			claims.VolumeMountHidesImageContent.ID:              "",
		},
		"emptydir-wiped-at-start": {
			claims.EmptyDirSurvivesKubeletRestart.ID:  "TheNewContainerFindsTheTokens",
			claims.EmptyDirSurvivesNodeRestart.ID:     "OnDiskTheTokenIsThere",
			claims.VolumeLifecycleEqualsPod.ID:        "ARestartKeepsTheContent",
			claims.NoVolumeNoSharingThreeContainer.ID: "",
			claims.TwoVolumesThreeContainers.ID:       "TheRotatorSeesTheRequest",
		},
		"emptydir-in-memory": {
			claims.GitSyncUpdateIsAtomicSymlink.ID: "",
		},
		"emptydir-dirty": {
			claims.TypePVCPreprovisioned.ID: "",
			claims.TypePVCDynamic.ID:        "",
		},
		"logs-shared": {
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"logs-per-container": {
			claims.NoVolumeNoSharingThreeContainer.ID: "",
		},
		"tmp-shared": {
			claims.EmptyDirSurvivesKubeletRestart.ID:         "",
			claims.EmptyDirSurvivesNodeRestart.ID:            "",
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"rootfs-kept": {
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"readonly-ignored": {
			claims.HostPathReadwriteSubvertsPathAllowlist.ID: "",
		},
		"init-beside-app": {
			claims.SidecarRemovalLeavesMainWorking.ID:           "",
			claims.PrivateRepoAnonymousCloneFails.ID:            "NeitherServerWasStarted",
			claims.InitRunsInOrder.ID:                           "SecondIsNotStarted",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "ThePodServesNothing",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "ThePodServesNothing",
			claims.VolumeLifecycleEqualsPod.ID:                  "",
			claims.VolumeMountHidesImageContent.ID:              "",
		},
		"init-dropped": {
			claims.GitRepoAdmittedButNeverRuns.ID:               "",
			claims.SidecarRemovalLeavesMainWorking.ID:           "ItServesTheContent",
			claims.NativeSidecarOrdering.ID:                     "",
			claims.PrivateRepoAnonymousCloneFails.ID:            "",
			claims.InitRunsInOrder.ID:                           "",
			claims.InitFailureFailsPodWhenNever.ID:              "",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claims.InitClonePublishesDotGit.ID:                  "",
			claims.VolumeLifecycleEqualsPod.ID:                  "",
			claims.VolumeMountHidesImageContent.ID:              "",
		},
		"init-volume-wiped": {
			claims.InitRunsInOrder.ID: "SecondFoundWhatFirstLeft",
		},
		"clone-without-dot-git": {
			claims.InitClonePopulatesVolume.ID: "",
		},
		"init-folders-lost": {
			claims.SidecarRemovalLeavesMainWorking.ID:           "ItServesTheContent",
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
			claims.InitCloneNotIdempotentAfterRestartOfAll.ID:   "",
			claims.InitClonePublishesDotGit.ID:                  "TheConfigurationIsServed",
		},
		"gitsync-frozen": {
			claims.GitSyncUpdateIsAtomicSymlink.ID:     "",
			claims.SidecarRemovalLeavesMainWorking.ID:  "",
			claims.NativeSidecarOrdering.ID:            "",
			claims.PrivateRepoSSHSidecarWorks.ID:       "TheCommitIsServed",
			claims.PrivateRepoHTTPBasicSidecarWorks.ID: "TheCommitIsServed",
		},
		"hostpath-private": {
			claims.GitRepoGateLocked.ID:        "",
			claims.HostPathTypeChecks.ID:       "",
			claims.TypeEmptyDirEphemeral.ID:    "",
			claims.VolumeLifecycleEqualsPod.ID: "",
		},
		"hostpath-emptied-with-pod": {
			claims.TypeEmptyDirEphemeral.ID:    "",
			claims.VolumeLifecycleEqualsPod.ID: "",
		},
		"hostpath-copied": {
			claims.HostPathRescheduledPodLosesData.ID:    "TypedDoesNotStart",
			claims.HostPathDrainLeavesDataBehind.ID:      "ItsFolderIsEmpty",
			claims.LocalPVIsTheRecommendedAlternative.ID: "ItFindsAnEmptyFolder",
		},
		"persistent-volumes-private": {
			claims.HostPathDrainLeavesDataBehind.ID: "",
		},
		"emptydir-kept-on-node": {
			claims.InitCloneNotIdempotentAfterSandboxRestart.ID: "",
		},
		"kubelet-wipes-volumes": {
			claims.EmptyDirSurvivesNodeRestart.ID: "OnDiskTheTokenIsThere",
		},
	}
}
