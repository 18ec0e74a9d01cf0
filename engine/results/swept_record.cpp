// Finished points as records of a journal. The byte order is that of the machine: a journal stays
// where it was written.

#include <cstring>
#include <type_traits>

#include "engine/results/swept.hpp"

namespace tiermix {
namespace {

class RecordWriter {
 public:
  template <typename Value>
  void value(Value value) {
    static_assert(std::is_arithmetic_v<Value>);
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof(Value));
    std::memcpy(bytes_.data() + at, &value, sizeof(Value));
  }

  void values(const std::vector<double>& values) {
    value(std::uint64_t{values.size()});
    for (const double each : values) {
      value(each);
    }
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Value>
  Value value() {
    Value value{};
    if (bytes_.size() < sizeof(Value)) {
      whole_ = false;
      return value;
    }
    std::memcpy(&value, bytes_.data(), sizeof(Value));
    bytes_.remove_prefix(sizeof(Value));
    return value;
  }

  /// A count of things of `size` bytes at least; 0 where the bytes cannot hold so many.
  std::size_t count(std::size_t size) {
    const auto count = value<std::uint64_t>();
    whole_ = whole_ && count <= bytes_.size() / size;
    return whole_ ? static_cast<std::size_t>(count) : 0;
  }

  std::vector<double> values() {
    std::vector<double> values(count(sizeof(double)));
    for (double& each : values) {
      each = value<double>();
    }
    return values;
  }

  [[nodiscard]] bool ended() const { return whole_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool whole_ = true;
};

void write_estimate(RecordWriter& writer, const MeasureEstimate& estimated) {
  writer.value(std::uint64_t{estimated.measure});
  writer.value(std::uint64_t{estimated.scope});
  const Estimate& e = estimated.estimate;
  for (const double number : {e.mean, e.half_width, e.lower, e.upper, e.level}) {
    writer.value(number);
  }
  writer.value(e.replications);
}

MeasureEstimate read_estimate(Reader& reader) {
  MeasureEstimate estimated;
  estimated.measure = reader.value<std::uint64_t>();
  estimated.scope = reader.value<std::uint64_t>();
  Estimate& e = estimated.estimate;
  for (double* number : {&e.mean, &e.half_width, &e.lower, &e.upper, &e.level}) {
    *number = reader.value<double>();
  }
  e.replications = reader.value<std::uint32_t>();
  return estimated;
}

constexpr std::size_t kEstimateSize = 7 * sizeof(double) + sizeof(std::uint32_t);

}  // namespace

std::string to_record(std::size_t point, const SweptPoint& swept) {
  RecordWriter writer;
  writer.value(std::uint64_t{point});
  writer.value(swept.replications);
  writer.value(swept.precise ? std::uint8_t{1} : std::uint8_t{0});
  writer.value(swept.digest);
  writer.value(swept.events);
  writer.value(std::uint64_t{swept.estimates.size()});
  for (const MeasureEstimate& estimated : swept.estimates) {
    write_estimate(writer, estimated);
  }
  writer.value(std::uint64_t{swept.effects.size()});
  for (std::size_t i = 0; i < swept.effects.size(); ++i) {
    writer.value(swept.effects[i].value);
    writer.values(swept.effects[i].effects);
    writer.values(swept.values[i]);
  }
  return writer.take();
}

std::optional<std::pair<std::size_t, SweptPoint>> from_record(std::string_view bytes) {
  Reader reader(bytes);
  const auto point = reader.value<std::uint64_t>();
  SweptPoint swept;
  swept.replications = reader.value<std::uint32_t>();
  swept.precise = reader.value<std::uint8_t>() != 0;
  swept.digest = reader.value<std::uint64_t>();
  swept.events = reader.value<std::uint64_t>();
  for (std::size_t left = reader.count(kEstimateSize); left > 0; --left) {
    swept.estimates.push_back(read_estimate(reader));
  }
  for (std::size_t left = reader.count(3 * sizeof(double)); left > 0; --left) {
    Influences& effects = swept.effects.emplace_back();
    effects.value = reader.value<double>();
    effects.effects = reader.values();
    swept.values.push_back(reader.values());
  }
  if (!reader.ended()) {
    return std::nullopt;
  }
  return std::pair(point, std::move(swept));
}

}  // namespace tiermix
