export { type AddonAttempt, AddonLoadError } from "./addon-load-error.js";
export { loadAddon } from "./load-addon.js";
export type {
  Dispatcher,
  NativeAddon,
  NativeAttachment,
  NativeStats,
  NativeView,
  RunningPython,
} from "./native-addon.js";
export { currentPlatform } from "./platform.js";
