package claim

import (
	"fmt"
	"strconv"
	"strings"
)

// Range bounds a claim by Kubernetes minors, both ends included. An empty end
// is open: a claim without an upper bound is expected to hold on every newer
// minor, so that a change upstream turns it red.
//
// The bounds hold for the API server and for the kubelet of each node that the claim is
// tried on: kubelets may be up to three minors older (version-skew policy of Kubernetes).
// They are for the API server alone where only the API decides (APIOnly).
type Range struct {
	Since   string `json:"since,omitempty"` // "1.33"
	Until   string `json:"until,omitempty"` // "1.35"
	APIOnly bool   `json:"apiOnly,omitempty"`
}

// Contains tells whether the minor of a version ("1.36", "v1.36.3",
// "v1.36.3-gke.1") lies in the range.
func (r Range) Contains(version string) (bool, error) {
	v, err := ParseMinor(version)
	if err != nil {
		return false, err
	}
	for _, end := range []struct {
		bound string
		out   func(bound int) bool
	}{
		{r.Since, func(b int) bool { return v < b }},
		{r.Until, func(b int) bool { return v > b }},
	} {
		if end.bound == "" {
			continue
		}
		b, err := ParseMinor(end.bound)
		if err != nil {
			return false, err
		}
		if end.out(b) {
			return false, nil
		}
	}
	return true, nil
}

// KubeletsMatter tells whether the bounds, if there are any, hold for kubelets too.
func (r Range) KubeletsMatter() bool {
	return !r.APIOnly && (r.Since != "" || r.Until != "")
}

// String words the range for a reader: "1.33 to 1.35", "1.33 and later".
func (r Range) String() string {
	switch {
	case r.Since == "" && r.Until == "":
		return "every version"
	case r.Until == "":
		return r.Since + " and later"
	case r.Since == "":
		return "up to " + r.Until
	case r.Since == r.Until:
		return r.Since
	}
	return r.Since + " to " + r.Until
}

func (r Range) validate() error {
	for _, end := range []string{r.Since, r.Until} {
		if end == "" {
			continue
		}
		if _, err := ParseMinor(end); err != nil {
			return err
		}
	}
	return nil
}

// ParseMinor returns the minor number of a Kubernetes version: 36 for "1.36",
// "v1.36.3" and "1.36+". Kubernetes has had one major version only.
func ParseMinor(version string) (int, error) {
	parts := strings.Split(strings.TrimPrefix(version, "v"), ".")
	if len(parts) < 2 || parts[0] != "1" {
		return 0, fmt.Errorf("%q is not a Kubernetes version such as 1.36 or v1.36.3", version)
	}
	minor, err := strconv.Atoi(strings.TrimRight(parts[1], "+"))
	if err != nil {
		return 0, fmt.Errorf("%q is not a Kubernetes version such as 1.36 or v1.36.3", version)
	}
	return minor, nil
}
