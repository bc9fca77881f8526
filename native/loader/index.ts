export { type AddonAttempt, AddonLoadError } from "./addon-load-error.js";
export { type AddonPlatform, addonPaths, currentPlatform } from "./addon-paths.js";
export { loadAddon } from "./load-addon.js";
export type {
  Dispatcher,
  NativeAddon,
  NativeAttachment,
  NativeStats,
  NativeView,
  RunningPython,
} from "./native-addon.js";
