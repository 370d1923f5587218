// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/connection.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace inspectord {

/// How an act ended.
enum class Ending {
  committed,    ///< It is on disk.
  refused,      ///< It said no and was rolled back.
  failed,       ///< It threw and was rolled back; see failure().
  unavailable,  ///< The commit failed or the writer stopped; see failure(). Nothing of it is there,
                ///< or all of it.
};

/// One act on its way through the writer. Lives in what waits for it (a coroutine's frame, a
/// stack): queueing allocates nothing.
class WriterAct {
 public:
  virtual ~WriterAct() = default;
  WriterAct(const WriterAct&) = delete;
  WriterAct& operator=(const WriterAct&) = delete;

  /// On the writer's thread, inside a savepoint; false rolls it back. May run more than once.
  virtual bool act(Transaction&) = 0;
  /// Once, after the commit. The writer touches the act no more: it may go.
  virtual void finish() noexcept = 0;

  Ending ending() const { return ending_; }
  const std::exception_ptr& failure() const { return failure_; }
  /// By it something may be due earlier than was known, perhaps at once.
  bool made_due() const { return made_due_; }

 protected:
  /// direct: finish is called on the writer's thread, past Deliver.
  explicit WriterAct(bool direct = false) : direct_(direct) {}

 private:
  friend class Writer;

  WriterAct* next_ = nullptr;
  std::exception_ptr failure_;
  Ending ending_ = Ending::unavailable;
  bool made_due_ = false;
  const bool direct_;
};

/// What Deliver does in the end, where the acts belong.
void finish_all(const std::vector<WriterAct*>&);

/// Whether what an act returned lets it stand: not a refusal, not false, and not an answer that
/// says `undone()`: of a dry run, or of a file that was refused row by row.
template <class T>
bool accepted(const T& returned) {
  if constexpr (std::is_same_v<T, bool>) {
    return returned;
  } else if constexpr (requires { returned.undone(); }) {
    return !returned.undone();
  } else {
    return true;
  }
}
template <class T>
bool accepted(const Result<T>& returned) {
  return returned.has_value() && accepted(returned.value());
}

/// An act on the stack of who waits for it.
template <class F>
class BlockingAct final : public WriterAct {
 public:
  using Returned = std::invoke_result_t<F&, Transaction&>;

  explicit BlockingAct(F& f) : WriterAct(true), f_(f) {}

  bool act(Transaction& transaction) override {
    if constexpr (std::is_void_v<Returned>) {
      f_(transaction);
      return true;
    } else {
      returned_.reset();
      returned_.emplace(f_(transaction));
      return accepted(*returned_);
    }
  }

  void finish() noexcept override {
    const std::lock_guard lock{mutex_};
    finished_ = true;
    changed_.notify_one();  // Under the lock: when it is free, this act may be gone.
  }

  Returned wait() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return finished_; });
    if (failure()) std::rethrow_exception(failure());
    if constexpr (!std::is_void_v<Returned>) return std::move(*returned_);
  }

 private:
  using Kept = std::conditional_t<std::is_void_v<Returned>, Done, Returned>;

  F& f_;
  std::optional<Kept> returned_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool finished_ = false;
};

/// Hears how an act ended, and does nothing about it.
struct Unheard {
  void operator()(Ending, const std::exception_ptr&) const {}
};

/// An act that belongs to nobody else and goes when it ended.
template <class F, class Heard>
class OwnedAct final : public WriterAct {
 public:
  OwnedAct(F f, Heard heard) : f_(std::move(f)), heard_(std::move(heard)) {}

  bool act(Transaction& transaction) override {
    if constexpr (std::is_void_v<std::invoke_result_t<F&, Transaction&>>) {
      f_(transaction);
      return true;
    } else {
      return accepted(f_(transaction));
    }
  }

  void finish() noexcept override {
    heard_(ending(), failure());
    delete this;
  }

 private:
  F f_;
  Heard heard_;
};

}  // namespace inspectord
