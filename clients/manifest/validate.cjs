// Checks a Teams app manifest against the schema that Microsoft publishes for its version:
//   node validate.cjs manifest.json
const { readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const Ajv = require('ajv-draft-04')
const formats = require('ajv-formats')

const manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const version = `v${manifest.manifestVersion}`
if (!manifest.$schema.includes(`/${version}/`)) {
  console.log(`$schema is not that of ${version}`)
  process.exit(1)
}
const schemas = join(dirname(require.resolve('@microsoft/app-manifest')), 'json-schemas', 'teams')
const schema = JSON.parse(readFileSync(join(schemas, version, 'MicrosoftTeams.schema.json'), 'utf8'))
const validate = formats(new Ajv({ allErrors: true, strict: false })).compile(schema)
if (validate(manifest)) {
  console.log(`valid ${version}`)
} else {
  validate.errors.forEach((error) => console.log(`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`))
  process.exit(1)
}
