// SPDX-License-Identifier: Apache-2.0
#include "server/deadlines.hpp"

#include <algorithm>
#include <vector>

namespace inspectord {

Deadlines::Wait::Wait(Deadlines& deadlines, std::function<void()> end)
    : deadlines_(deadlines), end_(std::move(end)) {
  deadlines_.waits_.insert(this);
}

Deadlines::Wait::~Wait() {
  deadlines_.waits_.erase(this);
  if (deadlines_.waits_.empty()) deadlines_.timer_.cancel();
}

void Deadlines::Wait::at_most(std::chrono::milliseconds time) {
  until_ = std::chrono::steady_clock::now() + time;
  if (!deadlines_.armed_ || *until_ < *deadlines_.armed_) deadlines_.arm(*until_);
}

void Deadlines::arm(Time at) {
  armed_ = at;
  timer_.expires_at(at);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) ring();
  });
}

/// Who is over is gathered first: what is done then may make others come and go.
void Deadlines::ring() {
  armed_.reset();
  const auto now = std::chrono::steady_clock::now();
  std::vector<Wait*> over;
  std::optional<Time> next;
  for (auto* wait : waits_) {
    if (!wait->until_) continue;
    if (*wait->until_ <= now) {
      over.push_back(wait);
    } else if (!next || *wait->until_ < *next) {
      next = wait->until_;
    }
  }
  if (next) arm(std::max(*next, now + grain));
  for (auto* wait : over) {
    if (!waits_.contains(wait) || !wait->until_ || *wait->until_ > now) continue;
    wait->until_.reset();
    wait->end_();
  }
}

}  // namespace inspectord
