import { isMainThread } from "node:worker_threads";
import { loadAddon, type NativeAddon } from "@stemma/native";
import { Bridge } from "./bridge.js";
import { watchProcessEnd } from "./process-end.js";

/** A bridge in use by so many contexts. */
interface Lease {
  readonly addon: NativeAddon;
  readonly bridge: Bridge;
  readonly stopWatching: () => void;
  users: number;
}

/**
 * The only state of this module: the environment's one attachment to the process's one interpreter, shared by all
 * contexts, detached when the last one closes.
 */
let lease: Lease | undefined;

/**
 * Joins the shared bridge, or makes it. Each call needs one {@link releaseBridge}.
 *
 * @throws {@link PythonStartError} `PYTHON_ADDON_MISMATCH`, or {@link AddonLoadError}.
 */
export function leaseBridge(): { addon: NativeAddon; bridge: Bridge } {
  if (lease === undefined) {
    const addon = loadAddon();
    const bridge = new Bridge(addon, !isMainThread);
    lease = { addon, bridge, stopWatching: watchProcessEnd(bridge), users: 0 };
  }
  lease.users++;
  return lease;
}

/** The bridge that the contexts of this environment use now. */
export function sharedBridge(): Bridge | undefined {
  return lease?.bridge;
}

/** Whether this is the only context of this process, workers included. */
export function isLastUser(): boolean {
  return lease?.users === 1 && lease.addon.stats().environments === 1;
}

/** Leaves the shared bridge; the last one out detaches it. */
export function releaseBridge(): void {
  if (lease === undefined) return;
  lease.users--;
  if (lease.users > 0) return;
  lease.stopWatching();
  lease.bridge.detach();
  lease = undefined;
}
