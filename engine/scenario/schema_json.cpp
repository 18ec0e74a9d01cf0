// The table of keys as JSON Schema, for editors. A file that extends another may leave out any key,
// so only names are required here; tiermix check knows the rest.

#include <cmath>

#include "engine/scenario/load.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/units.hpp"

namespace tiermix {
namespace {

constexpr std::string_view kTimeUnitPattern =
    "(ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?|weeks?)";
constexpr Bounds kFraction{.low = 0.0, .high = 1.0};
constexpr Bounds kNotNegative{.low = 0.0};
constexpr std::string_view kNamePattern = "^[A-Za-z0-9_-]{1,64}$";
constexpr std::string_view kDatePattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
constexpr std::string_view kDaysPattern =
    "^(all|(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?)$";

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out + "\"";
}

std::string matching(std::string_view pattern) {
  return R"("type": "string", "pattern": )" + json_text(pattern);
}

// A number before its unit: the sign by the bounds, and no 0 where it has to be above.
std::string number_before(const Bounds& bounds) {
  if (bounds.low < 0.0) {
    return "[+-]?[0-9.]+";
  }
  return bounds.above ? "[+]?[0-9.]*[1-9][0-9.]*" : "[+]?[0-9.]+";
}

std::string with_unit(const Bounds& bounds, std::string_view unit) {
  return matching("^ *" + number_before(bounds) + " *" + std::string(unit) + " *$");
}

std::string time_text(const Bounds& bounds) { return with_unit(bounds, kTimeUnitPattern); }

// Of a share at most 100%.
std::string percent_text(const Bounds& bounds) {
  const bool is_share = bounds.low >= 0.0 && bounds.high <= 1.0;
  return is_share ? matching("^ *[+]?0*(100([.]0*)?|[0-9]{1,2}([.][0-9]*)?|[.][0-9]+) *% *$")
                  : with_unit(bounds, "%");
}

std::string braces(const std::string& inside) { return "{" + inside + "}"; }

std::string any_of(const std::string& one, const std::string& other) {
  return "\"anyOf\": [" + braces(one) + ", " + braces(other) + "]";
}

std::string list_of(const std::string& item) {
  return R"("type": "array", "items": )" + braces(item);
}

std::string reference(std::string_view table) {
  return R"("$ref": "#/definitions/)" + std::string(table) + "\"";
}

std::string choices(std::string_view detail) {
  std::string out;
  for (const std::string& word : words(detail)) {
    out += (out.empty() ? "" : ", ") + json_text(word);
  }
  return "\"enum\": [" + out + "]";
}

std::string numeric(std::string_view type, const Field& field) {
  std::string out = "\"type\": " + json_text(type);
  if (std::isfinite(field.bounds.low)) {
    out += (field.bounds.above ? ", \"exclusiveMinimum\": " : ", \"minimum\": ") +
           plain_number(field.bounds.low);
  }
  if (std::isfinite(field.bounds.high)) {
    out += ", \"maximum\": " + plain_number(field.bounds.high);
  }
  return out;
}

std::string shares() {
  return R"("type": "object", "additionalProperties": {)" +
         any_of(R"("type": "number", "minimum": 0, "maximum": 1)", percent_text(kFraction)) + "}";
}

// Of a key that takes several values.
std::string list_type_of(const Field& field) {
  switch (field.type) {
    case KeyType::days:
      return any_of(matching(kDaysPattern), list_of(matching(kDaysPattern)));
    case KeyType::numbers:
      return list_of(numeric("number", field));
    case KeyType::durations:
      return list_of(time_text(field.bounds));
    case KeyType::texts:
      return list_of(R"("type": "string")");
    case KeyType::dates:
      return list_of(matching(kDatePattern));
    case KeyType::references:
      return list_of(matching(kNamePattern));
    case KeyType::balking:
      return any_of(any_of(numeric("number", field), percent_text(field.bounds)),
                    list_of(reference(field.detail)));
    case KeyType::skills:
      return list_of(any_of(matching(kNamePattern), reference(field.detail)));
    case KeyType::tables:
      return list_of(reference(field.detail));
    default:
      return {};
  }
}

std::string type_of(const Field& field) {
  switch (field.type) {
    case KeyType::text:
    case KeyType::file:
    case KeyType::zone:
      return R"("type": "string")";
    case KeyType::name:
    case KeyType::reference:
      return matching(kNamePattern);
    case KeyType::currency:
      return matching("^[A-Z]{3}$");
    case KeyType::date:
      return matching(kDatePattern);
    case KeyType::duration:
      return time_text(field.bounds);
    case KeyType::clock:
      return matching("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$");
    case KeyType::integer:
      return numeric("integer", field);
    case KeyType::number:
      return numeric("number", field);
    case KeyType::fraction:
      return any_of(numeric("number", field), percent_text(field.bounds));
    case KeyType::cost:
      return with_unit(field.bounds, "[A-Z]{3} */ *(h|hour)");
    case KeyType::amount:
      return with_unit(field.bounds, "[A-Z]{3}");
    case KeyType::choice:
      return choices(field.detail);
    case KeyType::routes:
      return any_of(matching(kNamePattern), shares());
    case KeyType::flag:
      return R"("type": "boolean")";
    case KeyType::law:
      return any_of(time_text(kNotNegative), reference("law"));
    case KeyType::curve:
      return any_of(
          any_of(R"("type": "number", "minimum": 0, "maximum": 1)", percent_text(kFraction)),
          reference("resolve"));
    case KeyType::complexity:
    case KeyType::hand_off:
      return any_of(choices(field.detail), reference(inner_table(field)));
    case KeyType::table:
      return R"("allOf": [{)" + reference(field.detail) + "}]";
    default:
      return list_type_of(field);
  }
}

std::string property(std::string_view key, const std::string& inside) {
  return "        " + json_text(key) + ": " + braces(inside);
}

std::string described(std::string_view meaning) {
  return "\"description\": " + json_text(meaning) + ", ";
}

std::string with_default(const Field& field) {
  const bool words_only = field.fallback.empty() || field.fallback.front() == '(';
  if (words_only) {
    return {};
  }
  const bool bare = field.type == KeyType::number || field.type == KeyType::integer;
  return ", \"default\": " + (bare ? std::string(field.fallback) : json_text(field.fallback));
}

std::string properties(std::string_view table) {
  std::string out;
  for (const Field& field : schema_fields()) {
    if (field.table == table) {
      out += (out.empty() ? "" : ",\n") +
             property(field.key, described(field.meaning) + type_of(field) + with_default(field));
    }
  }
  return out;
}

std::string definition(const TableInfo& info) {
  if (info.form == TableForm::free) {
    return "    " + json_text(info.name) +
           ": {\n      \"description\": " + json_text(info.meaning) +
           ",\n      \"type\": \"object\",\n" +
           "      \"additionalProperties\": {\"type\": \"string\", \"pattern\": "
           R"("^\\s*(>=|<=)\\s*[-+0-9.]"})"
           "\n    }";
  }
  std::string required;
  if (info.form == TableForm::list) {
    required = info.name == "handling" ? R"("case_class", "tier")" : R"("name")";
  }
  return "    " + json_text(info.name) + ": {\n      \"description\": " + json_text(info.meaning) +
         ",\n      \"type\": \"object\",\n      \"additionalProperties\": false,\n" +
         (required.empty() ? "" : "      \"required\": [" + required + "],\n") +
         "      \"properties\": {\n" + properties(info.name) + "\n      }\n    }";
}

}  // namespace

std::string json_schema() {
  std::string definitions;
  std::string top = properties("");
  for (const TableInfo& info : schema_tables()) {
    if (info.form == TableForm::root) {
      continue;
    }
    definitions += (definitions.empty() ? "" : ",\n") + definition(info);
    if (info.form != TableForm::inner) {
      const std::string value = reference(info.name);
      top += ",\n" + property(info.name, info.form == TableForm::list ? list_of(value) : value);
    }
  }
  return "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
         "  \"title\": \"tiermix scenario\",\n  \"type\": \"object\",\n"
         "  \"additionalProperties\": false,\n  \"properties\": {\n" +
         top + "\n  },\n  \"definitions\": {\n" + definitions + "\n  }\n}\n";
}

}  // namespace tiermix
