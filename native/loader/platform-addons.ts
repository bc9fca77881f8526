import { createRequire } from "node:module";
import type { NativeAddon } from "./native-addon.js";

const require = createRequire(import.meta.url);

/**
 * How the compiled addon is loaded, by platform, each from a package of its own (native/platforms.json has the same list).
 * The names stand here as they are: bundlers and tracers of files follow no other.
 */
export const platformAddons: Readonly<Record<string, () => NativeAddon>> = {
  "darwin-arm64": () => require("@stemma/native-darwin-arm64") as NativeAddon,
  "darwin-x64": () => require("@stemma/native-darwin-x64") as NativeAddon,
  "linux-arm64-gnu": () => require("@stemma/native-linux-arm64-gnu") as NativeAddon,
  "linux-arm64-musl": () => require("@stemma/native-linux-arm64-musl") as NativeAddon,
  "linux-x64-gnu": () => require("@stemma/native-linux-x64-gnu") as NativeAddon,
  "linux-x64-musl": () => require("@stemma/native-linux-x64-musl") as NativeAddon,
};
