#include "core/owner.h"

namespace stemma {

void Owner::begin_gil_wait() {
  static std::atomic<std::uint64_t> last{0};
  gil_wait_since_.store(Clock::now().time_since_epoch().count());
  gil_wait_token_.store(++last);
}

Owner::GilWait Owner::gil_wait() const {
  return {gil_wait_token_.load(), Clock::time_point(Clock::duration(gil_wait_since_.load()))};
}

std::shared_ptr<Owner> Crew::active() const {
  std::lock_guard lock(mutex_);
  return active_;
}

std::shared_ptr<Owner> Crew::main() const {
  std::lock_guard lock(mutex_);
  return main_;
}

bool Crew::is_active(const Owner& owner) const {
  std::lock_guard lock(mutex_);
  return active_.get() == &owner;
}

void Crew::appoint_main(std::shared_ptr<Owner> owner) {
  std::lock_guard lock(mutex_);
  main_ = owner;
  active_ = std::move(owner);
}

std::shared_ptr<Owner> Crew::inside(std::uint64_t serial) const {
  std::lock_guard lock(mutex_);
  if (main_ && main_->is_inside(serial)) return main_;
  for (const auto& replacement : replacements_) {
    if (auto owner = replacement.lock(); owner && owner->is_inside(serial)) return owner;
  }
  return nullptr;
}

Crew::Replacement Crew::replace(const std::shared_ptr<Owner>& owner, std::uint64_t serial) {
  std::lock_guard lock(mutex_);
  if (active_ != owner || !owner->relieve(serial)) return {};
  ++abandoned_;
  ++replaced_;
  if (main_waits_) {
    main_waits_ = false;
    active_ = main_;
    returned_.notify_all();
    return {active_, false};
  }
  active_ = std::make_shared<Owner>(false);
  std::erase_if(replacements_, [](const auto& replacement) { return replacement.expired(); });
  replacements_.push_back(active_);
  return {active_, true};
}

void Crew::ask_to_return() {
  std::lock_guard lock(mutex_);
  main_->return_to_duty();
  main_waits_ = true;
}

void Crew::wait_for_return() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return active_ == main_; });
}

bool Crew::hand_back(const Owner& replacement) {
  std::lock_guard lock(mutex_);
  if (active_.get() != &replacement || !main_waits_) return false;
  main_waits_ = false;
  active_ = main_;
  returned_.notify_all();
  return true;
}

std::uint32_t Crew::abandoned() const {
  std::lock_guard lock(mutex_);
  return abandoned_;
}

std::uint64_t Crew::replaced() const {
  std::lock_guard lock(mutex_);
  return replaced_;
}

void Crew::note_drained() {
  std::lock_guard lock(mutex_);
  --abandoned_;
}

}  // namespace stemma
