// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "storage/connection.hpp"
#include "storage/writer_act.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

namespace inspectord {

struct WriterOptions {
  std::size_t most_together = 256;  ///< Acts in one commit.

  /// Called on the writer's thread at "commit.before" and "commit.after": the crash test dies
  /// there.
  std::function<void(std::string_view point)> failpoint{};

  /// Called once, on the thread that found out, when the disk failed and nothing will be written
  /// again; must not wait.
  std::function<void()> failed{};

  /// Called on the writer's thread when `refusing` begins, before the answers go; be brief.
  std::function<void()> refused{};
};

/// The one thread that writes. What is queued while one commit syncs is done in the next: each act
/// in a savepoint of its own, one commit for all, and only then the answers. A refused or throwing
/// act rolls back alone; a commit that fails answers all of its acts with `unavailable`. A disk
/// that is full, read-only or does not take a write is tried again with the next commit; after a
/// failed sync or read, or in a damaged database, it never writes again.
class Writer {
 public:
  /// Gets all acts that ended in one commit, on the writer's thread, and lets `finish` be called on
  /// each where it belongs: the service posts once to its io thread. Without it they are finished
  /// on the writer's thread.
  using Deliver = std::function<void(std::vector<WriterAct*>)>;
  /// Called on the writer's thread after each commit that changed something, when its answers went;
  /// be brief.
  using Listener = std::function<void(std::int64_t last_event)>;

  explicit Writer(std::unique_ptr<Connection>, Deliver = {}, WriterOptions = {});
  ~Writer();  ///< stop().
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Before the first act.
  void on_commit(Listener);

  /// Any thread. The act stays alive, and unmoved, until its `finish` was called.
  void submit(WriterAct&);
  void submit(std::span<WriterAct* const>);  ///< All under one lock.

  /// Does `f(Transaction&)` and waits: for commands and tests, never on the thread that Deliver
  /// posts to. Returns what f returned; a Result without value, or false, was rolled back. Throws
  /// what f threw, and StorageError.
  template <class F>
  std::invoke_result_t<F&, Transaction&> run(F f) {
    BlockingAct<F> act{f};
    submit(act);
    return act.wait();
  }

  /// Does `f` without anybody waiting; the act owns itself. `done(Ending, std::exception_ptr)`
  /// comes through Deliver.
  template <class F, class Done = Unheard>
  void spawn(F f, Done done = {}) {
    submit(*new OwnedAct<F, Done>{std::move(f), std::move(done)});
  }

  /// What was queued before is still done; what comes later ends as `unavailable`. Waits for the
  /// end.
  void stop();

  bool healthy() const { return healthy_.load(); }  ///< False for good once the disk failed.
  /// The database took none of a commit: disk full, read-only, busy. Until `mended`.
  bool refusing() const { return refusing_.load(); }
  void mended();  ///< Somebody has seen an act written since.
  /// Another part found that the disk failed: from now on nothing is written.
  void give_up(const StorageError&);
  std::size_t waiting() const { return waiting_.load(); }  ///< Acts not yet begun.
  std::uint64_t commits() const { return commits_.load(); }
  std::uint64_t acts() const { return acts_.load(); }  ///< That were committed.

 private:
  using Batch = std::vector<WriterAct*>;

  void loop();
  Batch take();
  void perform(const Batch&);
  void perform_one(WriterAct&);
  void commit();
  void fail_all(const Batch&, std::exception_ptr);
  void answer(Batch);
  void tell_listeners();
  void tidy();
  void roll_back() noexcept;
  void note(const StorageError&);
  void point(std::string_view name) const;

  const std::unique_ptr<Connection> connection_;
  const Deliver deliver_;
  const WriterOptions options_;
  std::vector<Listener> listeners_;
  std::int64_t last_event_ = 0;
  bool changed_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  WriterAct* first_ = nullptr;
  WriterAct* last_ = nullptr;
  bool sleeping_ = false;
  bool stopping_ = false;

  std::atomic<bool> healthy_{true};
  std::atomic<bool> refusing_{false};
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> acts_{0};
  std::thread thread_;
};

}  // namespace inspectord
